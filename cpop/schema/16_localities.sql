-- Localities: named sets of communities

create macro locality_mean(codes, figures) as table
with member as (
    select place_code as community_code, age_group, people
    from place_people
    where list_contains(codes, place_code)
),
-- A join with the few finds them in half the time of a list_contains over all.
own as (
    select community_code, indicator, year, value, status
    from query_table(figures)
    where community_code in (select unnest(codes))
),
asked as (
    select distinct indicator, year from own
),
figure as (
    select
        asked.indicator,
        asked.year,
        people as weight,
        own.value,
        case when own.value is not null then own.status end as status
    from asked
    join indicator on indicator.indicator = asked.indicator
    join member on member.age_group = coalesce(indicator.age_group, 'all_ages')
    left join own on
        own.community_code = member.community_code
        and own.indicator = asked.indicator
        and own.year = asked.year
),
weighed as (
    select
        indicator,
        year,
        sum(value * weight) / nullif(sum(weight) filter (value is not null), 0) as mean,
        coalesce(sum(weight) filter (value is null), 0) >= sum(weight) / 5 as lacks_a_fifth,
        weakest(status) as weakest_status
    from figure
    group by all
)
select
    indicator,
    year,
    case when not lacks_a_fifth then mean end as value,
    case when not lacks_a_fifth and mean is not null then weakest_status end as status
from weighed
order by all;
comment on macro table locality_mean is 'Internal: the columns of locality_series; figures: the relation that holds them, community_series or, for the latest year alone, community_latest.';

create macro locality_series(codes) as table
from locality_mean(codes, 'community_series');
comment on macro table locality_series is 'One row per indicator and year of communities: the mean of some communities (codes: a list) weighted by the people of the outcome''s age group, all ages where it has none; missing where a fifth of the weight or more is. Approximate: the weights are of one year. status: the weakest of theirs.';

create macro locality_standing(area, codes) as table
with within_area as (
    select
        indicator,
        stddev_samp(value) as spread
    from community_latest
    where area_code = area
    group by indicator
),
figure as (
    select
        indicator,
        community_code,
        value,
        sign * value as goodness,
        shown(value, decimals) as as_shown
    from community_latest
    join indicator using (indicator)
    where list_contains(codes, community_code) and value is not null
),
-- Where all are shown alike none is the best and none the worst; of several such, the first by code.
inside as (
    select
        indicator,
        count(*) as figures,
        count(distinct as_shown) > 1 as differ,
        arg_min(community_code, (-goodness, community_code)) as best,
        arg_min(value, (-goodness, community_code)) as best_figure,
        arg_min(community_code, (goodness, community_code)) as worst,
        arg_min(value, (goodness, community_code)) as worst_figure
    from figure
    group by indicator
),
beside as (
    select distinct indicator, beside_value, beside_status, is_alike
    from community_level
    where area_code = area
),
member as (
    select
        age_group,
        sum(people)::bigint as people
    from place_people
    where list_contains(codes, place_code)
    group by age_group
)
select
    latest.*,
    beside_value,
    beside_status,
    is_alike,
    nation.value as nation_value,
    case when nation.value is not null then nation.status end as nation_status,
    level_code(latest.value, beside_value, sign, decimals, null) as level,
    sign * (latest.value - beside_value) / nullif(spread, 0) as distance,
    counted_between(latest.value, beside_value, people, rate_base) as counted,
    coalesce(figures, 0) as figures,
    case when differ then best end as best_code,
    case when differ then best_figure end as best_value,
    case when differ then worst end as worst_code,
    case when differ then worst_figure end as worst_value
from locality_mean(codes, 'community_latest') as latest
join indicator on indicator.indicator = latest.indicator
left join beside on beside.indicator = latest.indicator
left join inside on inside.indicator = latest.indicator
left join within_area on within_area.indicator = latest.indicator
left join member on member.age_group = indicator.age_group
left join observation as nation on
    nation.level = 'scotland'
    and nation.indicator = latest.indicator
    and nation.year = latest.year
    and indicator.alike_across_levels
order by catalogue_order;
comment on macro table locality_standing is 'One row per indicator of communities, latest year: the figure of a locality (locality_series) beside that of its area, as in community_level, and Scotland''s of that year where they are alike; its level; distance: from it, in standard deviations of the area''s communities, above 0 is better; counted: as in area_people, missing where the indicator counts no people. How many of its communities have a figure, and the best and the worst of them: missing where they are shown alike.';

create macro locality_data_zones(codes) as table
select
    indicator,
    year,
    count(*) as data_zones,
    count(value) as figures,
    count(*) filter (area_fifth = 1) as in_area_fifth,
    count(*) filter (scotland_fifth = 1) as in_scotland_fifth
from data_zone_figure
join indicator using (indicator)
where community_code in (select unnest(codes))
group by indicator, year, catalogue_order
order by catalogue_order;
comment on macro table locality_data_zones is 'One row per indicator with figures for data zones, in the newest year there: how many data zones some communities (codes: a list) have, how many of them a figure, and how many are in the poorest fifth of their area''s, and of Scotland''s, as in data_zone_figure.';
