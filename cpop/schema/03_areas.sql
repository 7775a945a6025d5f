-- CPP level

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
