-- Inequality

create table simd_period as
with used_from as (
    from (values (2009, -9999), (2012, 2010), (2016, 2013), (2020, 2018)) as content(simd_edition, first_year)
),
-- An edition that nobody has given its years yet describes the years from its own on.
held as (
    select
        simd_edition,
        coalesce(first_year, simd_edition) as first_year
    from (select distinct simd_edition from deprivation)
    left join used_from using (simd_edition)
)
select
    simd_edition,
    case when simd_edition = min(simd_edition) over () then -9999 else first_year end as first_year,
    coalesce(lead(first_year) over (order by simd_edition) - 1, 9999) as last_year
from held
order by simd_edition;
comment on table simd_period is 'One row per SIMD edition that the figures of deprivation hold: the years of observation, by their first calendar year, that it is used for. The oldest serves all years before, the newest all years after.';

create table deprivation_tenth as
with rate as (
    select
        community_code,
        area_code,
        income_deprived / (income_deprived + not_income_deprived) as income_deprivation_rate
    from deprivation
    join community using (community_code)
    where simd_edition = (select max(simd_edition) from deprivation)
),
tile as (
    select
        area_code,
        community_code,
        income_deprivation_rate,
        ntile(10) over (partition by area_code order by income_deprivation_rate, community_code) as tenth
    from rate
    union all
    select
        scotland(),
        community_code,
        income_deprivation_rate,
        ntile(10) over (order by income_deprivation_rate, community_code)
    from rate
)
select
    *,
    tenth = max(tenth) over (partition by area_code) as is_most_deprived,
    tenth = 1 as is_least_deprived
from tile;
comment on table deprivation_tenth is 'One row per area (Scotland included) and community in it: its tenth by income deprivation in the newest SIMD, 1 the least deprived. Where a CPP has fewer than ten communities its most deprived tenth is the last it has.';

create table inequality_tenths as
with value_of_tenth as (
    select
        area_code,
        indicator,
        year,
        avg(value) filter (is_least_deprived) as least_deprived,
        avg(value) filter (is_most_deprived) as most_deprived
    from observation
    join deprivation_tenth on community_code = place_code
    where level = 'community' and status = 'raw'
    group by all
)
select
    *,
    most_deprived - least_deprived as gap,
    most_deprived / nullif(least_deprived, 0) as ratio
from value_of_tenth
order by area_code, indicator, year;
comment on table inequality_tenths is 'One row per area (Scotland included), indicator and raw year: unweighted mean of the least and most deprived tenth of communities, the gap between them (most - least) and the ratio (most / least).';

create table community_and_deprivation as
select
    area_code,
    community_code,
    indicator,
    year,
    value,
    sign,
    income_deprived,
    not_income_deprived,
    income_deprived + not_income_deprived as population,
    income_deprived / (income_deprived + not_income_deprived) as income_deprivation_rate
from observation
join indicator using (indicator)
join community on community_code = place_code
join simd_period on year between first_year and last_year
join deprivation using (community_code, simd_edition)
where level = 'community' and status <> 'projected';
comment on table community_and_deprivation is 'One row per community, indicator and observed year: its value (missing ones kept) beside its people who are and are not income deprived, from the SIMD edition used for that year.';

create table duncan_index as
with running as (
    select
        area_code,
        indicator,
        year,
        sign,
        income_deprived,
        not_income_deprived,
        sum(income_deprived) over in_order as deprived_so_far,
        sum(not_income_deprived) over in_order as others_so_far
    from community_and_deprivation
    where value is not null
    window in_order as (
        partition by area_code, indicator, year
        order by value, community_code
        rows between unbounded preceding and current row
    )
),
coverage as (
    select
        area_code,
        indicator,
        year,
        count(value) * 1.0 / count(*) as share_with_value
    from community_and_deprivation
    group by all
),
-- With a[k+1] = a[k] + p and b[k+1] = b[k] + q, the term a[k] b[k+1] - a[k+1] b[k] is a[k+1] q - p b[k+1].
of_area as (
    select
        area_code,
        indicator,
        year,
        any_value(sign)
        * sum(deprived_so_far * not_income_deprived - income_deprived * others_so_far)
        / (sum(income_deprived) * sum(not_income_deprived)) as index_value
    from running
    group by all
),
with_enough as (
    select
        area_code,
        indicator,
        year,
        case when share_with_value >= 0.8 then index_value end as value
    from coverage
    left join of_area using (area_code, indicator, year)
)
from with_enough
union all
select
    scotland(),
    indicator,
    year,
    avg(value)
from with_enough
group by indicator, year
order by area_code, indicator, year;
comment on table duncan_index is 'One row per area (Scotland, the mean of the 32, included), indicator and observed year: -1 to 1, 0 is equality, above 0 the income deprived live where outcomes are poorer. Scotland''s is that of the average area, not of its 1,279 communities. Missing where more than a fifth of the communities have no value.';

create view slope_member as
select * from community_and_deprivation where value is not null
union all
select * replace (scotland() as area_code)
from community_and_deprivation
where value is not null;
comment on view slope_member is 'Internal: one row per area (Scotland included), community in it with a value, indicator and observed year, beside the community''s population and deprivation.';

create macro slope_position(area_code, indicator, year, population, rate, community_code) as (
    sum(population) over (
        partition by area_code, indicator, year
        order by rate, community_code
        rows between unbounded preceding and current row
    )
    - population / 2
) / sum(population) over (partition by area_code, indicator, year);
comment on macro slope_position is 'Internal: for one row per community of slope_member: the midpoint (0 to 1) of its share of the population in order of deprivation, least deprived first.';

create view slope_point as
select
    area_code,
    community_code,
    indicator,
    year,
    value,
    sign,
    population,
    income_deprivation_rate,
    slope_position(area_code, indicator, year, population, income_deprivation_rate, community_code) as position
from slope_member;
comment on view slope_point is 'One row per area (Scotland included), community in it, indicator and observed year: the value and the midpoint (0 to 1) of its share of the population in order of deprivation, least deprived first.';

create table slope_index as
with slope_asked as (
    select distinct area_code, indicator, year from community_and_deprivation
    union
    select distinct scotland(), indicator, year from community_and_deprivation
),
weighted as (
    select
        area_code,
        indicator,
        year,
        any_value(sign) as sign,
        sum(population * position) / sum(population) as mean_position,
        sum(population * value) / sum(population) as mean_value,
        sum(population * position * value) / sum(population) as mean_product,
        sum(population * position ** 2) / sum(population) as mean_square
    from slope_point
    group by all
),
line as (
    select
        *,
        (mean_product - mean_position * mean_value) / nullif(mean_square - mean_position ** 2, 0) as slope
    from weighted
)
select
    area_code,
    indicator,
    year,
    -line.sign * slope as sii,
    -line.sign * slope / nullif(mean_value, 0) as rii,
    mean_value - slope * mean_position as line_least_deprived,
    mean_value + slope * (1 - mean_position) as line_most_deprived,
    -- Of two ends only one of which lies above nought there is no ratio.
    case when least(line_least_deprived, line_most_deprived) > 0
        then line_most_deprived / line_least_deprived end as line_ratio,
    (line_most_deprived / nullif(mean_value, 0) - 1) * 100 as most_deprived_over_mean
from slope_asked
left join line using (area_code, indicator, year)
order by area_code, indicator, year;
comment on table slope_index is 'One row per area (Scotland included), indicator and observed year: the modelled difference between the very most and very least deprived (sii, in the unit; above 0 the deprived fare worse), the same over the population-weighted mean (rii), and the fitted line at both ends, with two other relative measures: the ratio of its most to its least deprived end (line_ratio), and by how many per cent its most deprived end exceeds the mean (most_deprived_over_mean).';
