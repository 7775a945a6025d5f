-- CPP level

create table area_group as
with grouped as (
    select area_code, null as family, null as family_group from area where area_code <> scotland()
    union all
    select area_code, 'deprivation', family_deprivation from area where family_deprivation is not null
    union all
    select area_code, 'density', family_density from area where family_density is not null
)
select
    coalesce(family || '-' || family_group, 'all') as group_code,
    area_code,
    family,
    family_group
from grouped
order by group_code, area_code;
comment on table area_group is 'Internal: one row per group and member. group_code: all (the CPPs, without family), or deprivation-N or density-N for a family group, as place_code of series.';

create table family_mean as
select
    family,
    family_group,
    indicator,
    year,
    avg(value) as value,
    weakest(status) as status,
    count(value) as members,
    group_code
from area_group
join observation on level = 'cpp' and place_code = area_code
where value is not null and family is not null
group by all;
comment on table family_mean is 'One row per family group, indicator and year: the unweighted mean of its CPPs. status is the weakest of theirs; members: how many values entered; group_code: the place_code of series.';

create table series as
select place_code, indicator, year, period, value, status
from observation
where level in ('scotland', 'cpp')
union all
select
    group_code,
    indicator,
    year,
    period(year),
    value,
    status
from family_mean
order by all;
comment on table series is 'One row per place, indicator and year. place_code: an area_code, or deprivation-N or density-N for the mean of a family group.';

create table cpp_position as
select
    group_code,
    area_code,
    indicator,
    year,
    value,
    case when value is not null then status end as status,
    case when value is not null then rank() over (among order by round(sign * value, 9) desc nulls last) end as rank,
    count(value) over (partition by group_code, indicator, year) as ranked
from area_group
join observation on level = 'cpp' and place_code = area_code
join indicator using (indicator)
where status <> 'projected'
window among as (partition by group_code, indicator, year)
order by group_code, indicator, year, area_code;
comment on table cpp_position is 'One row per group of CPPs (see area_group), member, indicator and observed year: the value, and the rank among the members with a value, of whom there are `ranked` (1 is best, equal values share the lower number). Equal to nine decimals is equal: the workbooks'' averages carry noise beyond.';

create table cpp_latest as
select
    area_code,
    indicator,
    year,
    series.value,
    case when series.value is not null then series.status end as status,
    rank
from series
join area on area_code = place_code
join latest_year using (indicator, year)
left join (from cpp_position where group_code = 'all') as position using (area_code, indicator, year)
where latest_year.level = 'cpp';
comment on table cpp_latest is 'One row per area and indicator: the value of the latest year, and the rank among all CPPs (cpp_position; Scotland is not ranked).';

create table cpp_improvement as
with span as (
    select
        place_code as area_code,
        indicator,
        min(year) as first_year,
        max(year) as last_year,
        arg_min(value, year) as first_value,
        arg_max(value, year) as last_value
    from observed
    where level in ('scotland', 'cpp')
    group by all
)
select
    span.*,
    sign * (last_value / nullif(first_value, 0) - 1) * 100 as improvement
from span
join indicator using (indicator);
comment on table cpp_improvement is 'One row per area and indicator: the improvement rate as published, in per cent from the first to the last observed year, above 0 where it got better. Observed years may be estimated: what the pages say of change is in cpp_change.';

-- Levels and changes: how far is far

create table yardstick as
select
    indicator,
    stddev_samp(value) as yardstick
from cpp_latest
where area_code <> scotland()
group by indicator
order by indicator;
comment on table yardstick is 'One row per indicator: the sample standard deviation of the latest values of the 32 CPPs, in the unit of the indicator. Every "how far" between areas is told in it.';

create macro makes_no_difference(one, other, decimals, yardstick) as case
    when one is null or other is null then null
    when shown(one, decimals) = shown(other, decimals) or shown(abs(one - other), decimals) = 0 then true
    else coalesce(round(abs(one - other) / nullif(yardstick, 0), 9) < 0.1, false)
end;
comment on macro makes_no_difference is 'Internal: whether two figures of an indicator (levels, ends of a series, or changes) differ by too little to speak of: by under a tenth of the yardstick, or by nothing at the precision shown. Missing where a figure is.';

create macro level_code(value, other, sign, decimals, yardstick) as case
    when value is null or other is null then null
    when makes_no_difference(value, other, decimals, yardstick) then 'about_the_same'
    when sign * (value - other) > 0 then 'better'
    else 'worse'
end;
comment on macro level_code is 'Internal: how a figure stands beside another: better, about_the_same or worse; missing where one is.';

create macro change_code(first, last, sign, decimals, yardstick) as case
    when first is null or last is null then null
    when makes_no_difference(first, last, decimals, yardstick) then 'little_change'
    when sign * (last - first) > 0 then 'improved'
    else 'worsened'
end;
comment on macro change_code is 'Internal: what became of a figure: improved, little_change or worsened; missing where an end is.';

create table measured as
with break_later as (
    select
        indicator,
        year
    from series_break
    where level = 'cpp'
)
select
    place_code,
    series.indicator,
    series.year,
    value,
    count(break_later.year) as breaks_after
from series
left join break_later on break_later.indicator = series.indicator and break_later.year > series.year
where status = 'raw' and value is not null
group by all
order by all;
comment on table measured is 'Internal: one row per place (areas and family groups), indicator and measured (raw) year. breaks_after: how many breaks of the series came later; changes are measured where there is none.';

create view community_measured_year as
select distinct
    indicator,
    observation.year
from observation
join base_year using (indicator, level)
where level = 'community' and status = 'raw' and value is not null and observation.year >= base_year.year;
comment on view community_measured_year is 'Internal: one row per indicator and year, from its base year on, in which some community has a measured figure.';

create table since_choice as
with known as (
    select distinct
        'cpp' as level,
        indicator,
        year
    from measured
    where breaks_after = 0
    union all
    select
        'community' as level,
        indicator,
        year
    from community_measured_year
),
ends as (
    select
        level,
        indicator,
        min(year) as first_year,
        max(year) as last_year
    from known
    group by all
),
ago as (
    select
        since,
        level,
        indicator,
        first_year,
        last_year - years as wanted
    from ends
    cross join (values ('five-years', 5), ('last-year', 1)) as window_of(since, years)
),
any_year as (
    select distinct year
    from known
    where level = 'cpp' and year < (select max(year) from known where level = 'cpp')
)
select
    'first' as since,
    level,
    indicator,
    first_year as since_year
from ends
union all
select
    since,
    level,
    indicator,
    coalesce(max(year) filter (year <= wanted), first_year)
from ago
join known using (level, indicator)
group by since, level, indicator, first_year
union all
select
    any_year.year::varchar,
    level,
    indicator,
    any_year.year
from any_year
cross join ends
order by all;
comment on table since_choice is 'Internal: one row per choice of the year that changes are measured from, level (cpp, community) and indicator. since: first (the first measured year since the newest break), five-years and last-year (the newest measured year at least so long before the newest of all; the first, where none is so early), or a year as text. since_year: changes start in it, or in the first measured year after it.';

create table measured_change as
with span as (
    select
        since,
        place_code,
        measured.indicator,
        breaks_after,
        min(year) as first_year,
        max(year) as last_year,
        arg_min(value, year) as first_value,
        arg_max(value, year) as last_value
    from measured
    join since_choice on since_choice.level = 'cpp' and since_choice.indicator = measured.indicator
    where if(breaks_after = 0, year >= since_year, since = 'first')
    group by all
    having min(year) < max(year)
)
select
    span.*,
    sign * (last_value - first_value) as gain,
    sign * (last_value - first_value) / nullif(yardstick, 0) as gain_in_yardsticks,
    sign * (last_value / nullif(first_value, 0) - 1) * 100 as improvement,
    change_code(first_value, last_value, sign, decimals, yardstick) as change
from span
join indicator using (indicator)
join yardstick using (indicator)
order by since, indicator, place_code, breaks_after;
comment on table measured_change is 'Internal: one row per choice of since_choice, place (areas and family groups), indicator and stretch of years without a break (those before the newest break whole, with the first choice alone): what was measured first, in or after since_year, and last, the gain between them (in the unit of the indicator, in yardsticks, and as improvement in per cent; above 0 is better), and what that is called (change: improved, little_change, worsened). No row where fewer than two years are measured.';

create table place_change as
select * exclude (since, breaks_after)
from measured_change
where since = 'first' and breaks_after = 0
order by indicator, place_code;
comment on table place_change is 'One row per place (areas and family groups) and indicator measured in two years or more since its newest break: measured_change from the first measured year on.';

create view cpp_change as
select
    place_code as area_code,
    place_change.* exclude (place_code)
from place_change
semi join area on area_code = place_code;
comment on view cpp_change is 'One row per area and indicator measured in two years or more since its newest break: place_change of the areas.';

create table last_year_change as
with newest as (
    select
        place_code,
        indicator,
        max(year) as year
    from measured
    where breaks_after = 0
    group by all
)
select
    place_code,
    indicator,
    before.year as first_year,
    last.year as last_year,
    before.value as first_value,
    last.value as last_value,
    change_code(before.value, last.value, sign, decimals, yardstick) as change
from newest
join measured as last using (place_code, indicator, year)
join measured as before using (place_code, indicator)
join indicator using (indicator)
join yardstick using (indicator)
where before.year = last.year - 1 and before.breaks_after = 0
order by indicator, place_code;
comment on table last_year_change is 'One row per place (areas and family groups) and indicator whose newest measured year follows a measured one without a break between: both figures, and what became of it in that one year (change: improved, little_change, worsened).';

create table level_beside as
with latest as (
    select
        series.place_code,
        series.indicator,
        series.year,
        series.value,
        case when series.value is not null then series.status end as status
    from series
    join latest_year using (indicator, year)
    where latest_year.level = 'cpp'
)
select
    mine.place_code as area_code,
    theirs.place_code as comparator,
    mine.indicator,
    mine.year,
    mine.value,
    theirs.value as comparator_value,
    level_code(mine.value, theirs.value, sign, decimals, yardstick) as level,
    mine.status,
    theirs.status as comparator_status,
    sign * (mine.value - theirs.value) / nullif(yardstick, 0) as level_gap
from latest as mine
semi join area on area.area_code = mine.place_code
join latest as theirs on theirs.indicator = mine.indicator
join indicator on indicator.indicator = mine.indicator
join yardstick on yardstick.indicator = mine.indicator
order by area_code, comparator, indicator;
comment on table level_beside is 'Internal: one row per area, comparator (any area, or a family group as deprivation-N or density-N) and indicator, latest year: value and status of both, level (better, about_the_same, worse) and level_gap in yardsticks, above 0 where better.';

-- Kept small, with judgements as numbers of this list: there are ten starts to each row of level_beside.
create type code as enum (
    'improved', 'little_change', 'worsened', 'gained', 'kept', 'lost', 'holding', 'holding_while_it_worsened',
    'holding_and_gaining', 'holding_while_it_improved', 'holding_and_losing', 'improving_at_the_same_pace',
    'improving_slower', 'improving_faster', 'improving_while_it_worsened', 'improving_while_it_held',
    'worsening_at_the_same_pace', 'worsening_slower', 'worsening_faster', 'worsening_while_it_improved',
    'worsening_while_it_held', 'keeping_its_distance', 'about_the_same', 'worse', 'caught_up', 'gaining_ground',
    'better', 'lost_its_lead', 'losing_ground', 'pulling_away', 'moved_ahead', 'catching_up',
    'falling_further_behind', 'fallen_behind', 'not_judged', 'behind_and_losing', 'behind_but_gaining',
    'behind_and_keeping', 'ahead_but_losing', 'ahead_and_gaining', 'ahead_and_keeping'
);

create table change_beside as
with both_measured as (
    select
        mine.place_code as area_code,
        theirs.place_code as comparator,
        mine.indicator,
        mine.year as first_year,
        mine.value as first_value,
        theirs.value as comparator_first_value,
        lag(mine.year) over by_year as year_before,
        max(mine.year) over pair as last_year,
        last_value(mine.value) over by_year as last_value,
        last_value(theirs.value) over by_year as comparator_last_value
    from measured as mine
    join measured as theirs using (indicator, year)
    semi join area on area.area_code = mine.place_code
    where mine.breaks_after = 0
    window
        pair as (partition by mine.indicator, mine.place_code, theirs.place_code),
        by_year as (
            partition by mine.indicator, mine.place_code, theirs.place_code
            order by mine.year rows between unbounded preceding and unbounded following
        )
),
gained as (
    select
        both_measured.*,
        sign,
        decimals,
        yardstick,
        sign * (last_value - first_value) as gain,
        sign * (comparator_last_value - comparator_first_value) as comparator_gain
    from both_measured
    join indicator using (indicator)
    join yardstick using (indicator)
    where first_year < last_year
),
judged as (
    select
        area_code,
        comparator,
        indicator,
        coalesce(year_before + 1, 0) as since_earliest,
        first_year,
        last_year,
        first_value,
        last_value,
        comparator_first_value,
        comparator_last_value,
        level,
        level_code(first_value, comparator_first_value, sign, decimals, yardstick) as first_level,
        change_code(first_value, last_value, sign, decimals, yardstick) as change,
        change_code(comparator_first_value, comparator_last_value, sign, decimals, yardstick) as comparator_change,
        case
            when makes_no_difference(gain, comparator_gain, decimals, yardstick) then 'kept'
            when gain > comparator_gain then 'gained'
            else 'lost'
        end as ground
    from gained
    join level_beside using (area_code, comparator, indicator)
)
select
    area_code,
    comparator,
    indicator,
    since_earliest::smallint as since_earliest,
    first_year::smallint as first_year,
    last_year::smallint as last_year,
    first_value,
    last_value,
    comparator_first_value,
    comparator_last_value,
    change::code as change,
    comparator_change::code as comparator_change,
    ground::code as ground,
    case
        when change = 'little_change' and ground = 'kept' then 'holding'
        when change = 'little_change' and ground = 'gained' then
            if(comparator_change = 'worsened', 'holding_while_it_worsened', 'holding_and_gaining')
        when change = 'little_change' then
            if(comparator_change = 'improved', 'holding_while_it_improved', 'holding_and_losing')
        when change = 'improved' and ground = 'kept' then 'improving_at_the_same_pace'
        when change = 'improved' and ground = 'lost' then 'improving_slower'
        when change = 'improved' then case comparator_change
            when 'improved' then 'improving_faster'
            when 'worsened' then 'improving_while_it_worsened'
            else 'improving_while_it_held'
        end
        when ground = 'kept' then 'worsening_at_the_same_pace'
        when ground = 'gained' then 'worsening_slower'
        else case comparator_change
            when 'worsened' then 'worsening_faster'
            when 'improved' then 'worsening_while_it_improved'
            else 'worsening_while_it_held'
        end
    end::code as pace,
    case
        when level is null then null
        when ground = 'kept' then 'keeping_its_distance'
        when level = 'about_the_same' and ground = 'gained' then if(first_level = 'worse', 'caught_up', 'gaining_ground')
        when level = 'about_the_same' then if(first_level = 'better', 'lost_its_lead', 'losing_ground')
        when level = 'better' and ground = 'gained' then if(first_level = 'better', 'pulling_away', 'moved_ahead')
        when level = 'better' then 'losing_ground'
        when ground = 'gained' then 'catching_up'
        else if(first_level = 'worse', 'falling_further_behind', 'fallen_behind')
    end::code as movement,
    case
        when level is null then 'not_judged'
        when level = 'about_the_same' then 'about_the_same'
        when level = 'worse' then case ground
            when 'lost' then 'behind_and_losing'
            when 'gained' then 'behind_but_gaining'
            else 'behind_and_keeping'
        end
        when ground = 'lost' then 'ahead_but_losing'
        when ground = 'gained' then 'ahead_and_gaining'
        else 'ahead_and_keeping'
    end::code as quadrant
from judged
order by area_code, comparator, indicator, first_year;
comment on table change_beside is 'Internal: one row per area, comparator (as in level_beside), indicator and year that both measured since the newest break, but for the last such: from that year (first_year) to the last, the values of both, the change of each, and what standing_since says of them. A change asked for since any year from since_earliest to first_year is that of the row.';

create macro standing_since(chosen) as table
select
    level_beside.area_code,
    level_beside.comparator,
    level_beside.indicator,
    level_beside.year,
    level_beside.value,
    level_beside.comparator_value,
    level_beside.level,
    pace::varchar as pace,
    movement::varchar as movement,
    ground::varchar as ground,
    level_beside.status,
    level_beside.comparator_status,
    level_beside.level_gap,
    sign * (last_value - first_value - (comparator_last_value - comparator_first_value)) / nullif(yardstick, 0)
        as gap_change,
    first_year::integer as first_year,
    last_year::integer as last_year,
    first_value,
    last_value,
    comparator_first_value,
    comparator_last_value,
    change::varchar as change,
    comparator_change::varchar as comparator_change,
    sign * (last_value / nullif(first_value, 0) - 1) * 100 as improvement,
    sign * (comparator_last_value / nullif(comparator_first_value, 0) - 1) * 100 as comparator_improvement,
    coalesce(quadrant::varchar, 'not_judged') as quadrant
from level_beside
join indicator on indicator.indicator = level_beside.indicator
join yardstick on yardstick.indicator = level_beside.indicator
left join since_choice on
    since_choice.since = chosen
    and since_choice.level = 'cpp'
    and since_choice.indicator = level_beside.indicator
left join change_beside on
    change_beside.area_code = level_beside.area_code
    and change_beside.comparator = level_beside.comparator
    and change_beside.indicator = level_beside.indicator
    and since_choice.since_year between since_earliest and first_year;
comment on macro table standing_since is 'Internal: one row per area, comparator (any area, or a family group as deprivation-N or density-N) and indicator. The latest year: value and status of both, level (better, about_the_same, worse) and level_gap in yardsticks, above 0 where better. Since the first year that both measured (in or after the since_year of a choice of since_choice) to the last such year: the values of both, change and improvement rate of each, gap_change in yardsticks (above 0 is gained) and ground (gained, kept, lost), pace (how the area changed beside it) and movement (what became of the gap). quadrant: level and ground together, or not_judged where one is missing. What else a figure is missing for is missing.';

create table cpp_standing as
from standing_since('first')
order by area_code, comparator, indicator;
comment on table cpp_standing is 'One row per area, comparator (any area, or a family group as deprivation-N or density-N) and indicator: standing_since the first year that both measured.';

create table cpp_glance as
with ranked as (
    select indicator, count(rank) as ranked from cpp_latest group by indicator
),
before_break as (
    from measured_change
    where breaks_after = 1
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
    cpp_change.* exclude (area_code, indicator),
    scotland.value as scotland_value,
    scotland.status as scotland_status,
    before_break.first_year as before_first_year,
    before_break.first_value as before_first_value,
    before_break.last_year as before_last_year,
    before_break.last_value as before_last_value,
    before_break.change as before_change
from cpp_latest as latest
join ranked on ranked.indicator = latest.indicator
join indicator on indicator.indicator = latest.indicator
left join cpp_change on
    cpp_change.area_code = latest.area_code
    and cpp_change.indicator = latest.indicator
left join cpp_latest as scotland on
    scotland.indicator = latest.indicator
    and scotland.area_code = scotland()
left join before_break on
    before_break.place_code = latest.area_code
    and before_break.indicator = latest.indicator
order by all;
comment on table cpp_glance is 'One row per area and indicator: latest figure and rank (among how many), change between its first and its last measured year (missing where it has not two), Scotland''s latest value and its status beside it, and what was measured first and last before the newest break, where there is one.';

create macro glance_since(chosen) as table
select
    cpp_glance.* exclude (
        first_year, last_year, first_value, last_value, gain, gain_in_yardsticks, improvement, change
    ),
    case when chosen <> 'first' then since_year end as since_year,
    changed.* exclude (since, place_code, indicator, breaks_after)
from cpp_glance
left join since_choice on
    since_choice.since = chosen
    and since_choice.level = 'cpp'
    and since_choice.indicator = cpp_glance.indicator
left join measured_change as changed on
    changed.since = chosen
    and changed.place_code = cpp_glance.area_code
    and changed.indicator = cpp_glance.indicator
    and changed.breaks_after = 0;
comment on macro table glance_since is 'Internal: cpp_glance, its change measured since a choice of since_choice: one row per area and indicator. since_year: the year that was asked for; missing for the first measured one.';
