-- The tables and views of the Community Planning Outcomes Profile: the one place where a derived number is defined.
-- Definitions: see the Guide. Figures that many views need are kept as tables, filled once when the data is loaded.
-- `improvement` is in per cent, `change` a ratio, scores are in standard deviations; a missing value stays missing.
-- The variables `data_dir` and `indicators` are set by database.py before this script runs.

-- ---------------------------------------------------------------------------------------------------------------
-- Tables from Parquet
-- ---------------------------------------------------------------------------------------------------------------

create table area as
select area_code, slug, name, family_deprivation, family_density, workbook_name
from read_parquet(getvariable('data_dir') || '/area.parquet');
comment on table area is 'One row per area: Scotland and the 32 CPPs. Scotland belongs to no family group.';

create table community as
from read_parquet(getvariable('data_dir') || '/community.parquet');
comment on table community is 'One row per community (intermediate zone of 2011). vulnerable_rank: 1 to 5 where the community was among the five most vulnerable of its CPP in 2006/07.';

create table data_zone as
from read_parquet(getvariable('data_dir') || '/data_zone.parquet');
comment on table data_zone is 'One row per data zone of 2011, with the longitude and latitude of its centroid.';

create table indicator as
select unnest(one) from (select unnest(getvariable('indicators')) as one);
comment on table indicator is 'One row per indicator of the catalogue (cpop/indicators.toml). sign: +1 where higher is better, -1 where lower is.';

create table observation as
from read_parquet(getvariable('data_dir') || '/observation.parquet');
comment on table observation is 'One row per level, place, indicator and year. status: raw (measured), imputed (estimated) or projected (modelled).';

create table deprivation as
from read_parquet(getvariable('data_dir') || '/deprivation.parquet');
comment on table deprivation is 'One row per community and SIMD edition: people who are and are not income deprived.';

create macro scotland() as (select area_code from area where family_deprivation is null);
comment on macro scotland is 'The area_code of Scotland as a whole.';

-- ---------------------------------------------------------------------------------------------------------------
-- Years
-- ---------------------------------------------------------------------------------------------------------------

create macro period(year) as year || '/' || lpad(((year + 1) % 100)::varchar, 2, '0');
comment on macro period is 'The label of a year by its first calendar year: 2021/22.';

create view observed as
select * from observation where status <> 'projected' and value is not null;
comment on view observed is 'One row per level, place, indicator and year with a measured or estimated value: no projections, no gaps.';

create table latest_year as
select
    indicator,
    case level when 'scotland' then 'cpp' else level end as level,
    max(year) as year
from observed
group by all;
comment on table latest_year is 'One row per indicator and level (Scotland counts with the CPPs): the newest year with observed values there.';

create table base_year as
select
    case level when 'scotland' then 'cpp' else level end as level,
    min(year) as year
from observation
group by all;
comment on table base_year is 'One row per level (Scotland counts with the CPPs): the oldest year of the edition''s window.';

create table simd_period as
from (values (2009, -9999, 2009), (2012, 2010, 2012), (2016, 2013, 2017), (2020, 2018, 9999))
    as simd_period(simd_edition, first_year, last_year);
comment on table simd_period is 'One row per SIMD edition: the years of observation, by their first calendar year, that it is used for.';

-- ---------------------------------------------------------------------------------------------------------------
-- CPP level
-- ---------------------------------------------------------------------------------------------------------------

create table family_mean as
with member as (
    select area_code, 'deprivation' as family, family_deprivation as family_group from area
    where family_deprivation is not null
    union all
    select area_code, 'density', family_density from area
    where family_density is not null
)
select
    family,
    family_group,
    indicator,
    year,
    avg(value) as value,
    case
        when bool_or(status = 'projected') then 'projected'
        when bool_or(status = 'imputed') then 'imputed'
        else 'raw'
    end as status,
    count(value) as members
from member
join observation on level = 'cpp' and place_code = area_code
where value is not null
group by all;
comment on table family_mean is 'One row per family group, indicator and year: the unweighted mean of its CPPs. status is the weakest of theirs; members: how many values entered.';

create table series as
select place_code, indicator, year, period, value, status
from observation
where level in ('scotland', 'cpp')
union all
select
    family || '-' || family_group,
    indicator,
    year,
    period(year),
    value,
    status
from family_mean
order by all;
comment on table series is 'One row per place, indicator and year. place_code: an area_code, or deprivation-N or density-N for the mean of a family group.';

create table series_improvement as
with span as (
    select
        place_code,
        indicator,
        min(year) as first_year,
        max(year) as last_year,
        arg_min(value, year) as first_value,
        arg_max(value, year) as last_value
    from series
    where status <> 'projected' and value is not null
    group by all
)
select
    span.*,
    sign * (last_value / nullif(first_value, 0) - 1) * 100 as improvement
from span
join indicator using (indicator);
comment on table series_improvement is 'One row per place (areas and family groups) and indicator: improvement in per cent from the first to the last observed year, above 0 where it got better.';

create table cpp_latest as
with latest as (
    select
        place_code as area_code,
        observation.level,
        indicator,
        year,
        value,
        case when value is not null then status end as status,
        round(sign * value, 9) as goodness
    from observation
    join latest_year using (indicator, year)
    join indicator using (indicator)
    where latest_year.level = 'cpp' and observation.level in ('scotland', 'cpp')
)
select
    area_code,
    indicator,
    year,
    value,
    status,
    case
        when level = 'cpp' and value is not null
            then rank() over (partition by indicator, level order by goodness desc nulls last)
    end as rank
from latest;
comment on table cpp_latest is 'One row per area and indicator: the value of the latest year, and the rank among the 32 CPPs (1 is best, equal values share the lower number; Scotland is not ranked). Equal to nine decimals is equal: the workbooks'' averages carry noise beyond.';

create view cpp_improvement as
select
    place_code as area_code,
    indicator,
    first_year,
    last_year,
    first_value,
    last_value,
    improvement
from series_improvement
semi join area on area_code = place_code;
comment on view cpp_improvement is 'One row per area and indicator: improvement in per cent from the first to the last observed year, above 0 where it got better.';

create table cpp_standing as
with level_and_rate as (
    select
        series.place_code,
        series.indicator,
        series.year,
        sign,
        series.value,
        series.status,
        improvement
    from series
    join latest_year on
        latest_year.indicator = series.indicator
        and latest_year.year = series.year
        and latest_year.level = 'cpp'
    join indicator on indicator.indicator = series.indicator
    left join series_improvement on
        series_improvement.place_code = series.place_code
        and series_improvement.indicator = series.indicator
)
select
    mine.place_code as area_code,
    theirs.place_code as comparator,
    mine.indicator,
    mine.year,
    mine.value,
    theirs.value as comparator_value,
    mine.improvement,
    theirs.improvement as comparator_improvement,
    case
        when mine.value is null or theirs.value is null then null
        when mine.improvement is null or theirs.improvement is null then null
        when round(mine.value, 9) = round(theirs.value, 9) then 'the same'
        when mine.sign * mine.value > mine.sign * theirs.value then
            case when mine.improvement > theirs.improvement
                then 'better and improving faster' else 'better, improving slower' end
        else
            case when mine.improvement > theirs.improvement
                then 'worse, improving faster' else 'worse and improving slower' end
    end as standing,
    theirs.status as comparator_status
from level_and_rate as mine
semi join area on area.area_code = mine.place_code
join level_and_rate as theirs on theirs.indicator = mine.indicator;
comment on table cpp_standing is 'One row per area, comparator (any area, or a family group as deprivation-N or density-N) and indicator: level in the latest year and improvement rate of both, and the standing in words.';

create table cpp_glance as
with ranked as (
    select indicator, count(rank) as ranked from cpp_latest group by indicator
)
select
    catalogue_order,
    latest.area_code,
    latest.indicator,
    latest.year,
    latest.value,
    latest.status,
    latest.rank,
    ranked,
    first_year,
    first_value,
    last_year,
    last_value,
    improvement,
    scotland.value as scotland_value
from cpp_latest as latest
join ranked on ranked.indicator = latest.indicator
join indicator on indicator.indicator = latest.indicator
left join cpp_improvement on
    cpp_improvement.area_code = latest.area_code
    and cpp_improvement.indicator = latest.indicator
left join cpp_latest as scotland on
    scotland.indicator = latest.indicator
    and scotland.area_code = scotland()
order by all;
comment on table cpp_glance is 'One row per area and indicator: latest figure and rank (among how many), observed series from first to last year, and Scotland''s latest value beside it.';

-- ---------------------------------------------------------------------------------------------------------------
-- Communities
-- ---------------------------------------------------------------------------------------------------------------

create table community_score as
with latest as (
    select
        place_code as community_code,
        indicator,
        year,
        value
    from observation
    join latest_year using (indicator, level, year)
    where level = 'community'
),
base as (
    select
        place_code as community_code,
        indicator,
        value as base_value
    from observation
    join base_year using (level, year)
    where level = 'community' and status <> 'projected'
),
changed as (
    select
        community_code,
        area_code,
        typology_group,
        indicator,
        sign,
        year,
        value,
        sign * (nullif(value, 0) / nullif(base_value, 0) - 1) as change
    from latest
    join community using (community_code)
    join indicator using (indicator)
    left join base using (community_code, indicator)
),
overall as (
    select
        *,
        (change - avg(change) over everyone) / nullif(stddev_samp(change) over everyone, 0) as overall_z
    from changed
    window everyone as (partition by indicator)
)
select
    community_code,
    area_code,
    indicator,
    year,
    value,
    sign * (value - avg(value) over area) / nullif(stddev_samp(value) over area, 0) as area_score,
    sign * (value - avg(value) over type) / nullif(stddev_samp(value) over type, 0) as type_score,
    change,
    (overall_z - avg(overall_z) over area) / nullif(stddev_samp(overall_z) over area, 0) as area_change_score,
    (overall_z - avg(overall_z) over type) / nullif(stddev_samp(overall_z) over type, 0) as type_change_score,
    overall_z
from overall
window
    area as (partition by indicator, area_code),
    type as (partition by indicator, typology_group)
order by indicator, community_code;
comment on table community_score is 'One row per community and indicator, latest year: scores in standard deviations within its CPP and within its typology group, change since the base year as a ratio (above 0 is better) and its scores. overall_z: change standardised over all communities of Scotland.';

create table raw_change as
with raw_span as (
    select
        indicator,
        min(year) as first_year,
        max(year) as last_year
    from observation
    where level = 'community' and status = 'raw'
    group by all
),
ends as (
    select
        community_code,
        area_code,
        vulnerable_rank,
        raw_span.indicator,
        first_year,
        last_year,
        first.value as first_value,
        last.value as last_value
    from raw_span
    cross join community
    left join observation as first on
        first.level = 'community'
        and first.place_code = community_code
        and first.indicator = raw_span.indicator
        and first.year = first_year
    left join observation as last on
        last.level = 'community'
        and last.place_code = community_code
        and last.indicator = raw_span.indicator
        and last.year = last_year
),
with_area as (
    select
        *,
        avg(first_value) over area as area_first_value,
        avg(last_value) over area as area_last_value
    from ends
    window area as (partition by area_code, indicator)
)
select
    community_code,
    area_code,
    vulnerable_rank,
    indicator,
    first_year,
    last_year,
    first_value,
    last_value,
    sign * (last_value / nullif(first_value, 0) - 1) * 100 as improvement,
    sign * (area_last_value / nullif(area_first_value, 0) - 1) * 100 as area_improvement,
    area_first_value,
    area_last_value
from with_area
join indicator using (indicator)
order by area_code, community_code, indicator;
comment on table raw_change is 'One row per community and indicator: improvement in per cent from the first to the last raw year, beside that of the unweighted mean of the CPP''s communities.';

create view vulnerable_change as
select * from raw_change where vulnerable_rank is not null;
comment on view vulnerable_change is 'One row per most vulnerable community (five of each CPP, fixed since 2006/07) and indicator: improvement in per cent from the first to the last raw year, beside that of the unweighted mean of the CPP''s communities.';

-- ---------------------------------------------------------------------------------------------------------------
-- Inequality
-- ---------------------------------------------------------------------------------------------------------------

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
comment on table duncan_index is 'One row per area (Scotland, the mean of the 32, included), indicator and observed year: -1 to 1, 0 is equality, above 0 the income deprived have the poorer outcomes. Missing where more than a fifth of the communities have no value.';

create view slope_member as
select * from community_and_deprivation where value is not null
union all
select * replace (scotland() as area_code)
from community_and_deprivation
where value is not null;
comment on view slope_member is 'One row per area (Scotland included), community in it with a value, indicator and observed year, beside the community''s population and deprivation.';

create macro slope_position(area_code, indicator, year, population, rate, community_code) as (
    sum(population) over (
        partition by area_code, indicator, year
        order by rate, community_code
        rows between unbounded preceding and current row
    )
    - population / 2
) / sum(population) over (partition by area_code, indicator, year);
comment on macro slope_position is 'For one row per community of slope_member: the midpoint (0 to 1) of its share of the population in order of deprivation, least deprived first.';

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
    mean_value + slope * (1 - mean_position) as line_most_deprived
from slope_asked
left join line using (area_code, indicator, year)
order by area_code, indicator, year;
comment on table slope_index is 'One row per area (Scotland included), indicator and observed year: the modelled difference between the very most and very least deprived (sii, in the unit; above 0 the deprived fare worse), the same over the mean (rii), and the fitted line at both ends.';

-- ---------------------------------------------------------------------------------------------------------------
-- Rankings: combined scores, positions, vulnerability
-- ---------------------------------------------------------------------------------------------------------------

create table community_place as
with slugged as (
    select
        community_code,
        area_code,
        trim(regexp_replace(lower(strip_accents(name)), '[^a-z0-9]+', '-', 'g'), '-') as plain_slug,
        name
    from community
)
select
    community_code,
    area_code,
    case
        when count(*) over (partition by area_code, plain_slug) > 1
            then plain_slug || '-' || right(community_code, 4)
        else plain_slug
    end as slug,
    name
from slugged;
comment on table community_place is 'One row per community: its name, and the slug of it that stands in a link, unique within its area (with the last four digits of its code where two communities of the area share a name).';

create table score_within as
with in_strategic_area as (
    select
        community_code,
        community.area_code,
        strategic_area,
        typology_group,
        score.indicator,
        sign * (value - avg(value) over place) / nullif(stddev_samp(value) over place, 0) as area_score,
        type_score,
        (overall_z - avg(overall_z) over place) / nullif(stddev_samp(overall_z) over place, 0)
            as area_change_score,
        type_change_score
    from community_score as score
    join community using (community_code)
    join indicator using (indicator)
    where strategic_area is not null
    window place as (partition by score.indicator, community.area_code, strategic_area)
)
select
    community_code,
    community.area_code,
    null as strategic_area,
    typology_group,
    indicator,
    area_score,
    type_score,
    area_change_score,
    type_change_score
from community_score
join community using (community_code)
union all
from in_strategic_area;
comment on table score_within is 'One row per community, place it is scored within and indicator: strategic_area is missing where the place is the whole CPP (the scores of community_score), and named where mean and deviation are those of the strategic area. Type scores are the same in both.';

create macro combined_score_within(indicators) as table
select
    community_code,
    any_value(area_code) as area_code,
    strategic_area,
    any_value(typology_group) as typology_group,
    sum(area_score) as area_score,
    sum(type_score) as type_score,
    coalesce(sum(area_change_score), 0) as area_change,
    coalesce(sum(type_change_score), 0) as type_change,
    count(area_change_score) as changes
from score_within
where list_contains(indicators, indicator)
group by community_code, strategic_area;
comment on macro table combined_score_within is 'One row per community and place it is scored within (strategic_area: missing for the whole CPP): the columns of combined_score.';

create macro combined_score(indicators) as table
select
    community_code,
    area_code,
    typology_group,
    area_score,
    type_score,
    area_change,
    type_change,
    changes
from combined_score_within(indicators)
where strategic_area is null;
comment on macro table combined_score is 'One row per community: the sum of its scores over a list of indicators, each with equal weight, within its CPP (area_*) and its typology group (type_*). A missing score counts as nothing; a community without any outcome score has no combined one. changes: how many of the indicators have a change score; with none, its change counts as nothing, 0.';

create macro ranking_within(indicators) as table
with score as (
    select
        *,
        -- Equal to nine decimals is equal: the order of a sum leaves noise beyond.
        round(area_score, 9) as area_outcome,
        round(type_score, 9) as type_outcome
    from combined_score_within(indicators)
)
select
    community_code,
    area_code,
    strategic_area,
    typology_group,
    -- The first and the last place that communities with an equal score share; their mean is the position.
    case when area_score is not null
        then (rank() over outcome + count(*) over outcome) / 2 end as outcomes_in_area,
    case when type_score is not null
        then (rank() over expected + count(*) over expected) / 2 end as expected_in_area,
    rank() over change as change_in_area,
    rank() over expected_change as expected_change_in_area,
    count(area_score) over all_outcomes as outcomes_in_area_of,
    count(*) over all_outcomes as change_in_area_of,
    area_score,
    type_score,
    area_change,
    type_change,
    changes
from score
window
    outcome as (partition by area_code, strategic_area order by area_outcome nulls last),
    all_outcomes as (
        partition by area_code, strategic_area order by area_outcome nulls last
        rows between unbounded preceding and unbounded following
    ),
    expected as (partition by area_code, strategic_area order by type_outcome nulls last),
    change as (partition by area_code, strategic_area order by round(area_change, 9)),
    expected_change as (partition by area_code, strategic_area order by round(type_change, 9));
comment on macro table ranking_within is 'One row per community and place it is scored within (strategic_area: missing for the whole CPP): its combined scores and its four positions among the communities of the place, 1 the poorest or least improved: by area score, by type score (expected_in_area), by area change and by type change (expected_change_in_area). Ties as in community_position.';

create macro type_position(indicators) as table
with score as (
    select *, round(type_score, 9) as type_outcome
    from combined_score(indicators)
)
select
    community_code,
    case when type_score is not null
        then (rank() over outcome + count(*) over outcome) / 2 end as outcomes_in_type,
    rank() over change as change_in_type,
    count(type_score) over all_outcomes as outcomes_in_type_of,
    count(*) over all_outcomes as change_in_type_of
from score
window
    outcome as (partition by typology_group order by type_outcome nulls last),
    all_outcomes as (
        partition by typology_group order by type_outcome nulls last
        rows between unbounded preceding and unbounded following
    ),
    change as (partition by typology_group order by round(type_change, 9));
comment on macro table type_position is 'One row per community: its positions within its typology group, across Scotland. Ties as in community_position.';

create macro position_within(indicators) as table
select
    community_code,
    area_code,
    strategic_area,
    typology_group,
    outcomes_in_area,
    outcomes_in_type,
    change_in_area,
    change_in_type,
    outcomes_in_area_of,
    outcomes_in_type_of,
    change_in_area_of,
    change_in_type_of,
    area_score,
    type_score,
    area_change,
    type_change,
    changes
from ranking_within(indicators)
join type_position(indicators) using (community_code);
comment on macro table position_within is 'One row per community and place it is scored within (strategic_area: missing for the whole CPP): the columns of community_position.';

create macro community_position(indicators) as table
select * exclude (strategic_area)
from position_within(indicators)
where strategic_area is null;
comment on macro table community_position is 'One row per community: its positions by combined score over a list of indicators, 1 the poorest or least improved, within its CPP and its typology group, and of how many communities (*_of). Outcomes: equal scores share the mean position; change: the lowest. No outcome score, no position. The combined scores stand beside them.';

create macro better_than_expected_within(indicators) as table
select
    area_code,
    strategic_area,
    count(type_score) as communities,
    count(*) filter (round(type_score, 9) > 0) as better,
    better / nullif(communities, 0) as share
from combined_score_within(indicators)
group by area_code, strategic_area;
comment on macro table better_than_expected_within is 'One row per area and place within it (strategic_area: missing for the whole CPP): the columns of better_than_expected.';

create macro better_than_expected(indicators) as table
select * exclude (strategic_area)
from better_than_expected_within(indicators)
where strategic_area is null;
comment on macro table better_than_expected is 'One row per area: the share of its communities (0 to 1) whose combined type score over a list of indicators is above zero, and the counts that it is made of.';

create macro community_indicators() as (select list(distinct indicator) from community_score);
comment on macro community_indicators is 'The codes of all indicators with figures for communities.';

create table vulnerability as
select
    community_code,
    area_code,
    area_score as combined_area_score,
    outcomes_in_area as position,
    outcomes_in_area_of as communities,
    ntile(7) over (partition by area_code order by round(area_score, 9), community_code) as band
from community_position(community_indicators())
where area_score is not null
order by area_code, position, community_code;
comment on table vulnerability is 'One row per community: overall vulnerability now. Its combined area score over all community indicators, its position by it within its CPP (1 is the poorest) of so many communities, and its band of seven (1 the most vulnerable; ties by code).';

-- ---------------------------------------------------------------------------------------------------------------
-- One community: then and now, its type, whom to learn from, its data zones
-- ---------------------------------------------------------------------------------------------------------------

create table most_vulnerable as
with five as (
    select max(vulnerable_rank) as places from community
),
ranked as (
    select
        *,
        row_number() over (partition by area_code order by position, community_code) as place
    from vulnerability
)
select
    community_code,
    ranked.area_code,
    vulnerable_rank as rank_then,
    case when place <= places then place end as rank_now,
    position,
    communities,
    band
from ranked
join community using (community_code)
cross join five
where vulnerable_rank is not null or place <= places
order by ranked.area_code, community_code;
comment on table most_vulnerable is 'One row per community that was among the five most vulnerable of its CPP in 2006/07 (rank_then, 1 to 5) or is now, by overall vulnerability (rank_now; ties by code); missing where it was or is not. position, communities, band: as in vulnerability.';

create view vulnerable_still as
select
    area_code,
    count(rank_then) as were,
    count(*) filter (rank_then is not null and rank_now is not null) as still,
    any_value(communities) as communities
from most_vulnerable
group by area_code;
comment on view vulnerable_still is 'One row per CPP: how many communities were among its five most vulnerable in 2006/07, how many of them still are, and how many communities it has.';

create table community_latest as
with base as (
    select
        place_code as community_code,
        indicator,
        year as base_year,
        value as base_value,
        status as base_status
    from observation
    join base_year using (level, year)
    where level = 'community' and status <> 'projected'
),
latest as (
    select
        place_code as community_code,
        indicator,
        year,
        status
    from observation
    join latest_year using (indicator, level, year)
    where level = 'community'
)
select
    area_code,
    community_code,
    indicator,
    base_year,
    base_value,
    base_status,
    year,
    value,
    status,
    change
from community_score
join latest using (community_code, indicator, year)
left join base using (community_code, indicator)
order by area_code, community_code, indicator;
comment on table community_latest is 'One row per community and indicator: the figure of the base year and of the latest year, each with its status, and the change between them as a ratio (above 0 is better).';

create view community_series as
select
    place_code as community_code,
    indicator,
    year,
    period,
    value,
    status
from observation
where level = 'community';
comment on view community_series is 'One row per community, indicator and year; missing values are kept.';

create table type_mean as
select
    typology_group,
    indicator,
    year,
    period,
    avg(value) as value,
    case
        when bool_or(status = 'projected') then 'projected'
        when bool_or(status = 'imputed') then 'imputed'
        else 'raw'
    end as status,
    count(value) as members
from observation
join community on community_code = place_code
where level = 'community' and value is not null
group by all
order by typology_group, indicator, year;
comment on table type_mean is 'One row per typology group, indicator and year: the unweighted mean of its communities. status is the weakest of theirs; members: how many values entered.';

create table community_base_score as
select
    typology_group,
    community_code,
    indicator,
    base_year,
    sign * (base_value - avg(base_value) over type) / nullif(stddev_samp(base_value) over type, 0) as type_score
from community_latest
join community using (community_code)
join indicator using (indicator)
window type as (partition by indicator, typology_group)
order by typology_group, community_code, indicator;
comment on table community_base_score is 'One row per community and indicator: its score within its typology group in the base year, in standard deviations, above 0 where it was better than the group''s mean.';

create table community_start as
with combined as (
    select
        typology_group,
        community_code,
        sum(type_score) as start_score
    from community_base_score
    group by all
),
ranked as (
    select
        *,
        rank() over poorest_first as lowest_position,
        count(*) over (partition by typology_group, round(start_score, 9)) as equals,
        stddev_samp(start_score) over (partition by typology_group) as type_spread
    from combined
    window poorest_first as (partition by typology_group order by round(start_score, 9) nulls last)
)
select
    typology_group,
    community_code,
    start_score,
    case when start_score is not null then lowest_position + (equals - 1) / 2 end as start_position,
    type_spread
from ranked
order by typology_group, community_code;
comment on table community_start is 'One row per community: its combined type score over all indicators in the base year, its position by it within its typology group (1 is the poorest, equal scores share the mean position), and the standard deviation of the group''s scores.';

create table community_standing as
select
    place.*,
    band,
    max(band) over (partition by place.area_code) as bands
from community_position(community_indicators()) as place
left join vulnerability using (community_code)
order by place.area_code, outcomes_in_area, community_code;
comment on table community_standing is 'One row per community: the columns of community_position over all indicators with figures for communities, its band of vulnerability, and how many bands its CPP has.';

create table community_progress as
with improved as (
    select
        community_code,
        count(*) filter (change > 0) as improved,
        count(change) as changes
    from community_score
    group by all
)
select
    typology_group,
    community_code,
    area_code,
    start_score,
    start_position,
    type_spread,
    outcomes_in_type as type_position,
    outcomes_in_type_of as communities,
    type_change,
    improved.improved,
    improved.changes
from community_start
join community_standing using (typology_group, community_code)
join improved using (community_code)
order by typology_group, community_code;
comment on table community_progress is 'One row per community: where it started within its typology group (community_start) and where it stands there now, its combined type change score over all indicators since, and on how many of those with a known change it improved.';

create view learn_from as
select
    mine.community_code,
    theirs.community_code as similar_code,
    theirs.area_code as similar_area_code,
    theirs.start_score <= mine.start_score + mine.type_spread as was_as_poor,
    theirs.type_change > 0 as did_better,
    theirs.type_change > mine.type_change as did_better_than_here,
    theirs.start_position,
    theirs.type_position,
    theirs.communities,
    theirs.improved,
    theirs.changes,
    theirs.type_change
from community_progress as mine
join community_progress as theirs
    on theirs.typology_group = mine.typology_group
    and theirs.community_code <> mine.community_code;
comment on view learn_from is 'One row per community and other community of its typology group (similar_code, to which all other columns belong). was_as_poor: its combined type score in the base year was lower, or higher by at most one standard deviation of the group''s; did_better: it improved more than the group''s average since (combined type change score above 0). Those with both are worth learning from.';

create view learn_from_outcome as
select
    mine.community_code,
    theirs.community_code as similar_code,
    latest.area_code as similar_area_code,
    theirs.indicator,
    theirs.type_score <= mine.type_score + 1 as was_as_poor,
    score.type_change_score > 0 as did_better,
    latest.base_year,
    latest.base_value,
    latest.base_status,
    latest.year,
    latest.value,
    latest.status,
    latest.change
from community_base_score as mine
join community_base_score as theirs
    on theirs.typology_group = mine.typology_group
    and theirs.indicator = mine.indicator
    and theirs.community_code <> mine.community_code
join community_latest as latest
    on latest.community_code = theirs.community_code
    and latest.indicator = theirs.indicator
join community_score as score
    on score.community_code = theirs.community_code
    and score.indicator = theirs.indicator;
comment on view learn_from_outcome is 'One row per community, indicator and other community of its typology group (similar_code, to which all other columns belong). was_as_poor: its type score in the base year was lower, or higher by at most one; did_better: it improved more than the group''s average since (type change score above 0). Those with both are worth learning from.';

create table data_zone_figure as
with asked as (
    select
        indicator,
        year,
        sign
    from latest_year
    join indicator using (indicator)
    where level = 'data_zone'
),
figure as (
    select
        place_code as data_zone_code,
        indicator,
        year,
        value,
        status
    from observation
    where level = 'data_zone'
)
select
    data_zone.community_code,
    data_zone_code,
    indicator,
    year,
    value,
    status,
    value is null as is_suppressed,
    case when value is not null then
        (rank() over poorest_first - 1) * 5 // count(value) over everyone + 1
    end as area_fifth
from data_zone
join community using (community_code)
cross join asked
left join figure using (data_zone_code, indicator, year)
window
    everyone as (partition by area_code, indicator),
    poorest_first as (partition by area_code, indicator order by sign * value nulls last)
order by data_zone.community_code, data_zone_code, indicator;
comment on table data_zone_figure is 'One row per data zone and indicator with figures for data zones, in the newest year of that indicator there. is_suppressed: the source gives no figure, because too few people are counted. area_fifth: its fifth of the CPP''s data zones with a figure, 1 the poorest; equal values share the poorer.';

create view area_extent as
with place as (
    select area_code, longitude, latitude
    from data_zone
    join community using (community_code)
    union all
    select scotland(), longitude, latitude
    from data_zone
),
spread as (
    select
        area_code,
        min(longitude) as west,
        max(longitude) as east,
        min(latitude) as south,
        max(latitude) as north
    from place
    group by all
),
margin as (
    select
        *,
        -- A degree of longitude is about half as long as one of latitude up here.
        greatest((east - west) / 2, north - south) * case area_code when scotland() then 0.04 else 0.12 end as edge
    from spread
)
select
    area_code,
    west - edge * 2 as west,
    east + edge * 2 as east,
    south - edge as south,
    north + edge as north
from margin;
comment on view area_extent is 'One row per area (Scotland included): the window of its map, in degrees. It encloses where people live (the centroids of its data zones) with a margin (an eighth; a twenty-fifth for Scotland), so that far uninhabited rocks do not shrink the rest.';

create table data_zone_scale as
with asked as (
    select
        indicator,
        year
    from latest_year
    where level = 'data_zone'
)
select
    observation.level,
    place_code,
    indicator,
    year,
    value,
    status
from observation
join asked using (indicator, year)
where observation.level in ('scotland', 'cpp', 'community')
order by place_code, indicator;
comment on table data_zone_scale is 'One row per indicator with figures for data zones and place above them (community, CPP, Scotland): its figure in the same year as theirs.';

-- ---------------------------------------------------------------------------------------------------------------
-- Compare: areas among all 32, or among the similar areas of their family group
-- ---------------------------------------------------------------------------------------------------------------

create table area_group as
with cpp as (
    from area where family_deprivation is not null
)
select 'all' as group_code, area_code from cpp
union all
select 'deprivation-' || family_deprivation, area_code from cpp
union all
select 'density-' || family_density, area_code from cpp
order by all;
comment on table area_group is 'One row per group and member. group_code: all (the 32 CPPs), or deprivation-N or density-N for a family group, as place_code of series.';

create table cpp_position as
with valued as (
    select
        group_code,
        area_code,
        indicator,
        year,
        value,
        case when value is not null then status end as status,
        round(sign * value, 9) as goodness
    from observation
    join area_group on area_code = place_code
    join indicator using (indicator)
    where level = 'cpp' and status <> 'projected'
)
select
    group_code,
    area_code,
    indicator,
    year,
    value,
    status,
    case when value is not null then rank() over (among order by goodness desc nulls last) end as rank,
    count(value) over (partition by group_code, indicator, year) as ranked
from valued
window among as (partition by group_code, indicator, year)
order by group_code, indicator, year, area_code;
comment on table cpp_position is 'One row per group of CPPs (see area_group), member, indicator and observed year: the value, and the rank among the members with a value, of whom there are `ranked` (1 is best, equal values share the lower number).';

create table series_change as
select
    series_improvement.*,
    first.status as first_status,
    last.status as last_status
from series_improvement
join series as first on
    first.place_code = series_improvement.place_code
    and first.indicator = series_improvement.indicator
    and first.year = first_year
join series as last on
    last.place_code = series_improvement.place_code
    and last.indicator = series_improvement.indicator
    and last.year = last_year
order by indicator, place_code;
comment on table series_change is 'One row per place (areas and family groups) and indicator: series_improvement with the status of its first and of its last value.';

create table cpp_change_position as
with change as (
    select
        group_code,
        area_code,
        series_change.* exclude (place_code),
        round(improvement, 9) as goodness
    from area_group
    join series_change on place_code = area_code
)
select
    * exclude (goodness),
    case when improvement is not null then rank() over (among order by goodness desc nulls last) end as rank,
    count(improvement) over (partition by group_code, indicator) as ranked
from change
window among as (partition by group_code, indicator)
order by group_code, indicator, area_code;
comment on table cpp_change_position is 'One row per group of CPPs (see area_group), member and indicator: the first and the last observed value, the improvement between them in per cent (above 0 is better), and the rank of that improvement among the members (1 is the largest improvement, equal ones share the lower number).';

create table area_centre as
with located as (
    select
        area_code,
        data_zone_code,
        longitude,
        latitude,
        avg(longitude) over of_area as mean_longitude,
        avg(latitude) over of_area as mean_latitude
    from data_zone
    join community using (community_code)
    window of_area as (partition by area_code)
),
-- A degree of longitude is about half as long as one of latitude so far north.
placed as (
    select
        *,
        ((longitude - mean_longitude) * cos(radians(mean_latitude))) ** 2 + (latitude - mean_latitude) ** 2 as distance
    from located
)
select
    area_code,
    arg_min(longitude, (distance, data_zone_code)) as longitude,
    arg_min(latitude, (distance, data_zone_code)) as latitude
from placed
group by area_code;
comment on table area_centre is 'One row per CPP: where its people live, for a mark on a map: the data zone nearest to the mean of all its data zones.';

-- ---------------------------------------------------------------------------------------------------------------
-- What there is to explore
-- ---------------------------------------------------------------------------------------------------------------

create table place as
select
    case when area_code = scotland() then 'scotland' else 'cpp' end as level,
    area_code as place_code,
    name,
    null::varchar as community_code,
    null::varchar as community,
    area_code,
    name as area
from area
union all
select 'community', community_code, community.name, community_code, community.name, area_code, area.name
from community
join area using (area_code)
union all
select 'data_zone', data_zone_code, data_zone.name, community_code, community.name, area_code, area.name
from data_zone
join community using (community_code)
join area using (area_code)
order by level, area, name;
comment on table place is 'One row per place of any level (Scotland, CPP, community, data zone), with the community and the area that it lies in.';

create table coverage as
select
    level,
    area_code,
    indicator,
    year,
    count(*) as places,
    count(value) filter (status = 'raw') as measured,
    count(value) filter (status = 'imputed') as estimated,
    count(value) filter (status = 'projected') as projected,
    count(*) filter (value is null and status = 'raw') as blank_measured,
    count(*) filter (value is null and status = 'imputed') as blank_estimated,
    count(*) filter (value is null and status = 'projected') as blank_projected
from observation
join place using (level, place_code)
group by all
order by all;
comment on table coverage is 'One row per level, area, indicator and year with figures: how many places of the area the workbooks list, how many of them have a measured, an estimated or a projected value, and how many of each are blank.';

-- ---------------------------------------------------------------------------------------------------------------
-- Inequality against a comparator
-- ---------------------------------------------------------------------------------------------------------------

create table duncan_family_mean as
select
    group_code as place_code,
    indicator,
    year,
    avg(value) as value,
    count(value) as members
from area_group
join duncan_index using (area_code)
where group_code <> 'all'
group by all;
comment on table duncan_family_mean is 'One row per family group (place_code deprivation-N or density-N), indicator and observed year: the unweighted mean of the Duncan indices of its CPPs. members: how many entered.';

create table tenths_family_mean as
with mean_of_tenth as (
    select
        group_code as place_code,
        indicator,
        year,
        avg(least_deprived) as least_deprived,
        avg(most_deprived) as most_deprived
    from area_group
    join inequality_tenths using (area_code)
    where group_code <> 'all'
    group by all
)
select
    *,
    most_deprived - least_deprived as gap,
    most_deprived / nullif(least_deprived, 0) as ratio
from mean_of_tenth;
comment on table tenths_family_mean is 'One row per family group (place_code deprivation-N or density-N), indicator and raw year: the unweighted mean of its CPPs'' least and most deprived tenths, the gap between the two means and their ratio.';

create table slope_family_mean as
select
    group_code as place_code,
    indicator,
    year,
    avg(sii) as sii,
    avg(rii) as rii
from area_group
join slope_index using (area_code)
where group_code <> 'all'
group by all;
comment on table slope_family_mean is 'One row per family group (place_code deprivation-N or density-N), indicator and observed year: the unweighted mean of the slope indices (sii) and of the relative ones (rii) of its CPPs.';

create table community_status as
select
    indicator,
    year,
    case when bool_or(status = 'imputed') then 'imputed' else 'raw' end as status
from observation
where level = 'community' and status <> 'projected'
group by all;
comment on table community_status is 'One row per indicator and observed year: imputed where the figure of any community is, else raw.';

create table place_duncan as
-- Where all communities have one value they have no order: an index of 100 in its own base year.
with spread as (
    select
        area_code,
        indicator,
        year,
        min(value) < max(value) as differs
    from community_and_deprivation
    group by all
),
place_spread as (
    select area_code as place_code, indicator, year, differs from spread
    union all
    select scotland(), indicator, year, bool_or(differs) from spread group by all
    union all
    select group_code, indicator, year, bool_or(differs)
    from area_group join spread using (area_code)
    where group_code <> 'all'
    group by all
),
place_value as (
    select area_code as place_code, indicator, year, value from duncan_index
    union all
    select place_code, indicator, year, value from duncan_family_mean
)
select
    place_code,
    indicator,
    year,
    case when differs then value end as value,
    status
from place_value
join place_spread using (place_code, indicator, year)
join community_status using (indicator, year)
-- Income deprivation is measured largely by these very benefits: the index would compare them with themselves.
where indicator <> 'out_of_work_benefits'
order by indicator, place_code, year;
comment on table place_duncan is 'One row per place (areas, and family groups as deprivation-N or density-N), indicator and observed year: the Duncan index, missing where all communities have the same value and so no order. Out-of-work benefits are left out: they are almost the deprivation measure itself.';

create table place_tenths as
select area_code as place_code, indicator, year, least_deprived, most_deprived, gap, ratio from inequality_tenths
union all
select place_code, indicator, year, least_deprived, most_deprived, gap, ratio
from tenths_family_mean
order by indicator, place_code, year;
comment on table place_tenths is 'One row per place (areas, and family groups as deprivation-N or density-N), indicator and raw year: the least and most deprived tenth, gap and ratio.';

create table place_slope as
with index_of_place as (
    select area_code as place_code, indicator, year, sii, rii, line_least_deprived, line_most_deprived
    from slope_index
    union all
    select place_code, indicator, year, sii, rii, null, null from slope_family_mean
)
select *
from index_of_place
join community_status using (indicator, year)
order by indicator, place_code, year;
comment on table place_slope is 'One row per place (areas, and family groups as deprivation-N or density-N), indicator and observed year: slope index, relative slope index, the ends of the fitted line (none for a mean of areas), and the status of the communities'' figures.';

create table place_inequality as
with tenths as (
    from place_tenths
    qualify year = max(year) over (partition by indicator)
),
slope as (
    from place_slope
    qualify year = max(year) over (partition by indicator)
)
select
    place_code,
    indicator,
    tenths.year as tenths_year,
    least_deprived,
    most_deprived,
    gap,
    ratio,
    slope.year as slope_year,
    slope.status as slope_status,
    sii,
    rii,
    line_least_deprived,
    line_most_deprived
from tenths
full join slope using (place_code, indicator)
order by place_code, indicator;
comment on table place_inequality is 'One row per place (areas, and family groups as deprivation-N or density-N) and indicator: the tenths of the indicator''s latest raw year and the slope index of its latest observed year.';

create table deprivation_gradient as
with latest as (
    select
        slope_member.*,
        slope_position(area_code, indicator, year, population, income_deprivation_rate, community_code) as position
    from slope_member
    join latest_year using (indicator, year)
    where latest_year.level = 'community'
)
select
    latest.area_code,
    community_code,
    indicator,
    year,
    latest.value,
    status,
    population,
    latest.income_deprivation_rate,
    position,
    is_least_deprived,
    is_most_deprived
from latest
join deprivation_tenth using (area_code, community_code)
join (select place_code as community_code, indicator, year, status from observation where level = 'community')
    using (community_code, indicator, year)
order by latest.area_code, indicator, position;
comment on table deprivation_gradient is 'One row per area (Scotland included), community in it with a figure, and indicator, latest year: its place in the order of deprivation (0 to 1, least deprived first) and whether it belongs to the least or most deprived tenth.';

create table duncan_change as
with span as (
    select
        place_code,
        indicator,
        min(year) as first_year,
        max(year) as last_year,
        arg_min(value, year) as first_value,
        arg_max(value, year) as last_value,
        arg_min(status, year) as first_status
    from place_duncan
    where value is not null
    group by all
)
select
    *,
    case
        when first_year = last_year then null
        when round(abs(last_value), 2) > round(abs(first_value), 2) then 'widening'
        when round(abs(last_value), 2) < round(abs(first_value), 2) then 'narrowing'
        else 'unchanged'
    end as direction
from span;
comment on table duncan_change is 'One row per place (areas and family groups) and indicator: the Duncan index in its first and last year with a value, and whether its size grew (widening), shrank (narrowing) or stayed (unchanged: equal to two decimals, as it is shown).';

create table inequality_standing as
with latest as (
    select
        place_code,
        indicator,
        year,
        value,
        status,
        round(abs(value), 2) as size,
        first_year,
        first_value,
        first_status,
        last_year,
        last_value,
        direction
    from place_duncan
    join latest_year using (indicator, year)
    left join duncan_change using (place_code, indicator)
    where level = 'community'
)
select
    mine.place_code as area_code,
    theirs.place_code as comparator,
    mine.indicator,
    mine.year,
    mine.value,
    theirs.value as comparator_value,
    case
        when mine.size > theirs.size then 'wider'
        when mine.size < theirs.size then 'narrower'
        when mine.size = theirs.size then 'the same'
    end as level,
    mine.direction,
    theirs.direction as comparator_direction,
    mine.status,
    mine.first_year,
    mine.first_value,
    mine.first_status,
    mine.last_year,
    mine.last_value
from latest as mine
semi join area on area.area_code = mine.place_code
join latest as theirs on theirs.indicator = mine.indicator
order by area_code, comparator;
comment on table inequality_standing is 'One row per area, comparator (any area, or a family group as deprivation-N or density-N) and indicator: the Duncan index of both in the latest year, whether the size of the area''s is wider or narrower (equal to two decimals is the same), and the direction of both since their first year.';

create table inequality_comparison as
select
    mine.place_code as area_code,
    theirs.place_code as comparator,
    mine.indicator,
    standing.* exclude (area_code, comparator, indicator),
    mine.tenths_year,
    mine.least_deprived,
    mine.most_deprived,
    mine.gap,
    mine.ratio,
    theirs.gap as comparator_gap,
    theirs.ratio as comparator_ratio,
    mine.slope_year,
    mine.slope_status,
    mine.sii,
    mine.rii,
    mine.line_least_deprived,
    mine.line_most_deprived,
    theirs.sii as comparator_sii,
    theirs.rii as comparator_rii,
    catalogue_order
from place_inequality as mine
semi join area on area.area_code = mine.place_code
join place_inequality as theirs on theirs.indicator = mine.indicator
join indicator on indicator.indicator = mine.indicator
left join inequality_standing as standing on
    standing.area_code = mine.place_code
    and standing.comparator = theirs.place_code
    and standing.indicator = mine.indicator
order by mine.place_code, theirs.place_code;
comment on table inequality_comparison is 'One row per area, comparator (any area, or a family group as deprivation-N or density-N) and community indicator: the standing by Duncan index, the tenths of the latest raw year and the slope index of the latest observed year, of both.';

-- ---------------------------------------------------------------------------------------------------------------
-- Priorities
-- ---------------------------------------------------------------------------------------------------------------

create table cpp_gap as
with spread as (
    select
        indicator,
        stddev_samp(value) as deviation
    from cpp_latest
    where area_code <> scotland()
    group by all
)
select
    area_code,
    comparator,
    indicator,
    year,
    value,
    comparator_value,
    comparator_status,
    improvement,
    comparator_improvement,
    standing,
    case
        when round(value, 9) = round(comparator_value, 9) then 0
        else sign * (value - comparator_value) / nullif(deviation, 0)
    end as level_gap,
    improvement - comparator_improvement as rate_gap,
    case standing
        when 'better and improving faster' then 'ahead and pulling away'
        when 'better, improving slower' then 'ahead but losing ground'
        when 'worse, improving faster' then 'behind but catching up'
        when 'worse and improving slower' then 'behind and falling further behind'
        when 'the same' then 'level'
    end as quadrant
from cpp_standing
join spread using (indicator)
join indicator using (indicator)
order by area_code, comparator;
comment on table cpp_gap is 'One row per area, comparator (any area, or a family group as deprivation-N or density-N) and indicator: the distance from the comparator in the latest year in sample standard deviations of the 32 CPPs (level_gap, above 0 is better), the difference of the improvement rates in percentage points (rate_gap, above 0 is faster), and the standing as a quadrant.';

create table priority as
with answered as (
    select
        cpp_gap.*,
        catalogue_order,
        cpp_gap.standing like 'worse%' as behind,
        case when cpp_gap.standing is not null
            then cpp_gap.improvement <= cpp_gap.comparator_improvement end as falling_behind,
        case when inequality_standing.value is not null and inequality_standing.comparator_value is not null
            then inequality_standing.value > 0
                and inequality_standing.level = 'wider'
                and coalesce(inequality_standing.direction = 'widening', false) end as unequal,
        inequality_standing.value as inequality,
        inequality_standing.comparator_value as comparator_inequality,
        inequality_standing.status as inequality_status,
        inequality_standing.level as inequality_level,
        inequality_standing.direction as inequality_direction
    from cpp_gap
    join indicator on indicator.indicator = cpp_gap.indicator
    left join inequality_standing on
        inequality_standing.area_code = cpp_gap.area_code
        and inequality_standing.comparator = cpp_gap.comparator
        and inequality_standing.indicator = cpp_gap.indicator
)
select
    answered.*,
    coalesce(behind::integer, 0) + coalesce(falling_behind::integer, 0) + coalesce(unequal::integer, 0) as points,
    cpp_latest.status,
    first_year,
    first_value,
    last_year,
    last_value
from answered
join cpp_latest using (area_code, indicator)
left join cpp_improvement using (area_code, indicator)
order by answered.area_code, comparator;
comment on table priority is 'One row per area, comparator and indicator: three questions, a point for each yes. behind: worse in the latest year; falling_behind: improvement rate no higher; unequal: the deprived fare worse, by a Duncan index wider than the comparator''s and widening. A question without figures has no answer and no point. The figures that the answers rest on stand beside them.';
