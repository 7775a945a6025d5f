-- Progress towards targets

create macro figure_moved(then_value, now_value, then_year, latest_year, decimals) as case
    when now_value is null then 'gone'
    when shown(then_value, decimals) <> shown(now_value, decimals) then 'revised'
    when latest_year > then_year then 'newer'
    else 'same'
end;
comment on macro figure_moved is 'Internal: what became of a figure that a plan remembers: gone, revised (beyond the precision shown), newer (unchanged, and there is one of a later year), or same.';

create macro seen_since(area, kept) as table
with seen as (
    select unnest(kept) as one
),
latest as (
    select place_code, indicator, max(year) as year, arg_max(value, year) as value, arg_max(status, year) as status
    from observed
    where level in ('scotland', 'cpp')
    group by all
)
select
    one.indicator as indicator,
    one.year as then_year,
    one.value as then_value,
    observed.value as now_value,
    latest.year as latest_year,
    latest.value as latest_value,
    latest.status as latest_status,
    figure_moved(one.value, observed.value, one.year, latest.year, decimals) as moved
from seen
join indicator on indicator.indicator = one.indicator
left join observed on
    observed.level in ('scotland', 'cpp')
    and observed.place_code = area
    and observed.indicator = one.indicator
    and observed.year = one.year
left join latest on latest.place_code = area and latest.indicator = one.indicator
order by catalogue_order;
comment on macro table seen_since is 'One row per figure that a plan remembers (kept: a list of indicator, year and value) of an area: what stands for that year now, the latest observed figure, and what became of it (figure_moved).';

create macro target_verdict(baseline, latest, goal, needed, achieved, measured_since, sign, decimals) as case
    when latest is null then null
    when sign * (shown(latest, decimals) - shown(goal, decimals)) >= 0 then 'met'
    when measured_since < 2 then 'too_early'
    when shown(latest, decimals) <> shown(baseline, decimals) and sign * (latest - baseline) < 0 then 'moving_away'
    when needed is not null and round(sign * (achieved - needed), 9) >= 0 then 'on_course'
    else 'too_slow'
end;
comment on macro target_verdict is 'Internal: how a target stands: met; too_early (fewer than two years measured since the baseline); moving_away; on_course (achieved a year at least needed a year); too_slow, and so where the target''s year has passed. Missing where there is no figure.';

create macro progress(area, start, targets) as table
with target as (
    select unnest(targets) as one
),
own as (
    select indicator, year, value, status
    from observed
    where level in ('scotland', 'cpp') and place_code = area
),
last_year as (
    select indicator, max(year) as latest_year, arg_max(value, year) as latest_value, arg_max(status, year) as latest_status
    from own
    group by indicator
),
first_year as (
    select indicator, min(year) as baseline_year, arg_min(value, year) as baseline_value, arg_min(status, year) as baseline_status
    from own
    join (select indicator, year as from_year from base_year where level = 'cpp') as comparable using (indicator)
    where year >= greatest(start, from_year)
    group by indicator
),
since as (
    select indicator, count(*) filter (year > baseline_year and status = 'raw') as measured_since
    from own
    join first_year using (indicator)
    group by indicator
),
paced as (
    select
        one.indicator as indicator,
        one.value as goal,
        one.year as goal_year,
        first_year.* exclude (indicator),
        last_year.* exclude (indicator),
        coalesce(measured_since, 0) as measured_since,
        one.year - latest_year as years_left,
        latest_year - baseline_year as years_gone,
        case when one.year > latest_year then (one.value - latest_value) / (one.year - latest_year) end as needed,
        (latest_value - baseline_value) / nullif(latest_year - baseline_year, 0) as achieved
    from target
    left join last_year on last_year.indicator = one.indicator
    left join first_year on first_year.indicator = one.indicator
    left join since on since.indicator = one.indicator
)
select
    paced.*,
    target_verdict(
        baseline_value, latest_value, goal, needed, achieved, measured_since, sign, decimals
    ) as verdict
from paced
join indicator using (indicator)
order by catalogue_order;
comment on macro table progress is 'One row per target (targets: a list of indicator, value and year) of an area whose plan counts from the year `start`. Baseline: the first observed year on or after it, and not before a break of the series; latest: the last observed. needed a year = (goal - latest) / years_left, missing where the year has passed; achieved a year = (latest - baseline) / years_gone; measured_since: years measured after the baseline; verdict: target_verdict. Where nothing is observed since `start` the baseline is missing.';

create macro ambition(area, targets) as table
with target as (
    select one.indicator as indicator, goal_year - latest_year as years, sign * (goal - latest_value) as gain
    from (select indicator as code, goal, goal_year, latest_year, latest_value from progress(area, 0, targets))
    join indicator as one on one.indicator = code
    where goal_year > latest_year and sign * (goal - latest_value) > 0
),
stretch as (
    select target.indicator, later.place_code as area_code, max(sign * (later.value - earlier.value)) as best, any_value(gain) as gain
    from target
    join indicator on indicator.indicator = target.indicator
    join observed as earlier on earlier.indicator = target.indicator and earlier.level = 'cpp'
    join observed as later on
        later.indicator = target.indicator
        and later.level = 'cpp'
        and later.place_code = earlier.place_code
        and later.year = earlier.year + target.years
    where not exists (
        from series_break
        where series_break.indicator = target.indicator and series_break.level = 'cpp'
            and series_break.year > earlier.year and series_break.year <= later.year
    )
    group by target.indicator, later.place_code
)
select
    target.indicator,
    group_code,
    any_value(target.years) as years,
    any_value(target.gain) as gain,
    count(stretch.area_code) as areas,
    count(*) filter (round(best - stretch.gain, 9) >= 0) as made
from target
cross join (select distinct group_code, area_code from area_group where group_code = 'all' or group_code in (select group_code from area_group where area_code = area)) as member
left join stretch on stretch.indicator = target.indicator and stretch.area_code = member.area_code
group by target.indicator, group_code
order by target.indicator, group_code;
comment on macro table ambition is 'One row per target that asks for an improvement in years to come and group of areas (all, and those that the area belongs to): the gain it asks for and in how many years, how many areas have figures so many years apart, without a break between, and how many of these ever made such a gain (made).';
