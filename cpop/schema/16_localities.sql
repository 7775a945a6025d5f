-- Localities: named sets of communities

create macro locality_series(codes) as table
with member as (
    select place_code as community_code, age_group, people
    from place_people
    where list_contains(codes, place_code)
),
asked as (
    select distinct indicator, year from observation where level = 'community'
),
figure as (
    select
        asked.indicator,
        asked.year,
        people as weight,
        observation.value,
        case when observation.value is not null then observation.status end as status
    from asked
    join indicator on indicator.indicator = asked.indicator
    join member on member.age_group = coalesce(indicator.age_group, 'all_ages')
    left join observation on
        observation.level = 'community'
        and observation.place_code = member.community_code
        and observation.indicator = asked.indicator
        and observation.year = asked.year
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
comment on macro table locality_series is 'One row per indicator and year of communities: the mean of some communities (codes: a list) weighted by the people of the outcome''s age group, all ages where it has none; missing where a fifth of the weight or more is. Approximate: the weights are of one year. status: the weakest of theirs.';

create macro locality_standing(area, codes) as table
with latest as (
    select series.*
    from locality_series(codes) as series
    join latest_year using (indicator, year)
    where latest_year.level = 'community'
),
inside as (
    select
        indicator,
        arg_max(community_code, sign * value) as best_code,
        max(sign * value) * any_value(sign) as best_value,
        arg_min(community_code, sign * value) as worst_code,
        min(sign * value) * any_value(sign) as worst_value
    from community_latest
    join indicator using (indicator)
    where list_contains(codes, community_code) and value is not null
    group by indicator
),
beside as (
    select distinct indicator, beside_value, beside_status, is_alike
    from community_level
    where area_code = area
)
select
    latest.*,
    beside_value,
    beside_status,
    is_alike,
    level_code(latest.value, beside_value, sign, decimals, null) as level,
    inside.* exclude (indicator)
from latest
join indicator on indicator.indicator = latest.indicator
left join beside on beside.indicator = latest.indicator
left join inside on inside.indicator = latest.indicator
order by catalogue_order;
comment on macro table locality_standing is 'One row per indicator of communities, latest year: the figure of a locality (locality_series) beside that of its area, as in community_level, its level, and the best and the worst of its communities.';
