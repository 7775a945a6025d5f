-- Inequality against a comparator

create view place_member as
select area_code as place_code, area_code, false as is_group from area
union all
select group_code, area_code, true from area_group where group_code <> 'all';
comment on view place_member is 'Internal: one row per place (areas, and family groups as deprivation-N or density-N) and area in it: an area is the one member of itself, so that what holds for a place is the unweighted mean of its members.';

create table community_status as
select
    indicator,
    year,
    case when bool_or(status = 'imputed') then 'imputed' else 'raw' end as status
from observation
where level = 'community' and status <> 'projected'
group by all;
comment on table community_status is 'Internal: one row per indicator and observed year: imputed where the figure of any community is, else raw.';

create table place_spread as
with spread as (
    select
        area_code,
        indicator,
        year,
        coalesce(min(value) < max(value), false) as differs
    from community_and_deprivation
    group by all
)
select place_code, indicator, year, bool_or(differs) as differs
from place_member join spread using (area_code)
group by all
union all
select scotland(), indicator, year, bool_or(differs) from spread group by all;
comment on table place_spread is 'Internal: one row per place (areas, and family groups as deprivation-N or density-N), indicator and observed year: whether the figures of its communities differ at all, in any of its areas.';

create table place_duncan as
with place_value as (
    select place_code, indicator, year, avg(value) as value
    from place_member join duncan_index using (area_code)
    group by all
)
select
    place_code,
    indicator,
    year,
    -- Where all communities have one value they have no order: an index of 100 in its own base year.
    case when differs then value end as value,
    status,
    simd_edition
from place_value
join place_spread using (place_code, indicator, year)
join community_status using (indicator, year)
join simd_period on year between first_year and last_year
join indicator using (indicator)
-- What income deprivation itself is largely measured by would be compared with itself.
where not overlaps_deprivation
order by indicator, place_code, year;
comment on table place_duncan is 'Internal: one row per place (areas, and family groups as deprivation-N or density-N), indicator and observed year: the Duncan index (of a group the mean of its members''), missing where all communities have the same value and so no order, and the SIMD edition that deprivation is measured by. What overlaps with the measure of deprivation (indicators.toml) is left out.';

create table place_tenths as
with mean_of_tenth as (
    select
        place_code,
        indicator,
        year,
        avg(least_deprived) as least_deprived,
        avg(most_deprived) as most_deprived
    from place_member join inequality_tenths using (area_code)
    group by all
)
select
    *,
    most_deprived - least_deprived as gap,
    most_deprived / nullif(least_deprived, 0) as ratio
from mean_of_tenth
order by indicator, place_code, year;
comment on table place_tenths is 'Internal: one row per place (areas, and family groups as deprivation-N or density-N), indicator and raw year: the least and most deprived tenth (of a group the means of its members''), gap and ratio.';

create table place_slope as
with index_of_place as (
    select
        place_code,
        indicator,
        year,
        avg(sii) as sii,
        avg(rii) as rii,
        -- A mean of areas has no line of its own.
        any_value(line_least_deprived) filter (not is_group) as line_least_deprived,
        any_value(line_most_deprived) filter (not is_group) as line_most_deprived,
        any_value(line_ratio) filter (not is_group) as line_ratio,
        any_value(most_deprived_over_mean) filter (not is_group) as most_deprived_over_mean
    from place_member join slope_index using (area_code)
    group by all
)
select
    index_of_place.*,
    status,
    simd_edition
from index_of_place
join community_status using (indicator, year)
join simd_period on year between first_year and last_year
order by indicator, place_code, year;
comment on table place_slope is 'Internal: one row per place (areas, and family groups as deprivation-N or density-N), indicator and observed year: slope index and relative slope index (of a group the means of its members''), the fitted line (none for a mean of areas), the status of the communities'' figures and the SIMD edition that deprivation is measured by.';

create table deprivation_gradient as
with last_measured as (
    select
        indicator,
        coalesce(max(year) filter (status = 'raw'), max(year)) as year
    from community_status
    group by all
),
latest as (
    select
        slope_member.*,
        slope_position(area_code, indicator, year, population, income_deprivation_rate, community_code) as position
    from slope_member
    join last_measured using (indicator, year)
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
comment on table deprivation_gradient is 'One row per area (Scotland included), community in it with a figure, and indicator, in the last measured year (else the latest): its place in the order of deprivation (0 to 1, least deprived first) and whether it belongs to the least or most deprived tenth.';

create macro about_even() as 0.05;
comment on macro about_even is 'The Duncan index is about even where it is shown within this of nought.';

create table inequality_measure as
-- A year of the window in which the communities of no area differ is the base year of an index: nothing to measure.
with judged_year as (
    select
        place_spread.indicator,
        place_spread.year
    from place_spread
    join base_year using (indicator)
    where place_code = scotland() and differs and level = 'community' and place_spread.year >= base_year.year
),
every_measure as (
    select place_code, indicator, 'tenths' as measure, year, gap as value, 'raw' as status, null as simd_edition
    from place_tenths
    union all
    select place_code, indicator, 'duncan', year, value, status, simd_edition from place_duncan
    union all
    select place_code, indicator, 'slope', year, sii, status, simd_edition from place_slope
)
select
    place_code,
    indicator,
    measure,
    year,
    value,
    abs(shown(value, precision)) as size,
    case
        when abs(shown(value, precision)) <= even then 'even'
        when deprived_side * value > 0 then 'deprived'
        when deprived_side * value < 0 then 'others'
    end as side,
    status,
    simd_edition,
    status = 'raw' and judged_year.year is not null as is_judged
from (
    select
        every_measure.*,
        case measure when 'duncan' then 2 else decimals end as precision,
        case measure when 'duncan' then about_even() else 0 end as even,
        case measure when 'tenths' then -sign else 1 end as deprived_side
    from every_measure
    join indicator using (indicator)
)
left join judged_year using (indicator, year)
order by indicator, place_code, measure, year;
comment on table inequality_measure is 'One row per place (areas, and family groups as deprivation-N or density-N), indicator, measure (tenths: the gap, most less least deprived, in the unit; duncan: the index; slope: the slope index, in the unit) and observed year: value, its size as it is shown, and who fares worse by it as shown: deprived, others or even (a Duncan index within about_even(), else nought). is_judged: measured, in a year that directions are measured from or to. simd_edition: by which deprivation is measured (none for the tenths, which go by the newest throughout).';

create table inequality_change as
with span as (
    select
        place_code,
        indicator,
        measure,
        min(year) as first_year,
        arg_min(value, year) as first_value,
        arg_min(size, year) as first_size,
        arg_min(side, year) as first_side,
        arg_min(simd_edition, year) as first_simd_edition,
        max(year) as last_year,
        arg_max(value, year) as last_value,
        arg_max(size, year) as last_size,
        arg_max(side, year) as side,
        arg_max(simd_edition, year) as last_simd_edition
    from inequality_measure
    where is_judged and value is not null
    group by all
)
select
    asked.*,
    span.* exclude (place_code, indicator, measure),
    case
        when first_year = last_year then null
        when (first_side, side) in (('deprived', 'others'), ('others', 'deprived')) then 'turned'
        when first_side = 'even' and side = 'even' then 'unchanged'
        when last_size > first_size then 'growing'
        when last_size < first_size then 'shrinking'
        when last_size = first_size then 'unchanged'
    end as direction
from (select distinct place_code, indicator, measure from inequality_measure) as asked
left join span using (place_code, indicator, measure);
comment on table inequality_change is 'One row per place (areas, and family groups as deprivation-N or density-N), indicator and measure (tenths, duncan, slope): its value, size as shown and side in the first and the last measured year, from the newest break on, the SIMD edition of both years, whether its size as shown grew (growing), shrank (shrinking) or stayed (unchanged; also where it is even in both years), whatever its sign; turned where others fare worse in the last year than in the first, so that sizes do not compare.';

create table inequality_verdict as
select
    place_code,
    indicator,
    count(side) as measures,
    case when count(distinct side) > 1 then 'mixed' else any_value(side) end as side,
    case when count(distinct direction) > 1 then 'mixed' else any_value(direction) end as direction
from inequality_change
group by all;
comment on table inequality_verdict is 'One row per place (areas, and family groups as deprivation-N or density-N) and indicator: how many measures there are, what all of them say of who fares worse (deprived, others, even) and of their direction (growing, shrinking, unchanged, turned), in the last measured year of each; mixed where they do not agree.';

create table inequality_comparison as
with pair as (
    select
        mine.place_code as area_code,
        theirs.place_code as comparator,
        mine.* exclude (place_code),
        beside.value as comparator_value,
        beside.size as comparator_size,
        beside.side as comparator_side
    from inequality_change as mine
    semi join area on area.area_code = mine.place_code
    join inequality_change as theirs on
        theirs.indicator = mine.indicator
        and theirs.measure = mine.measure
    left join inequality_measure as beside on
        beside.place_code = theirs.place_code
        and beside.indicator = mine.indicator
        and beside.measure = mine.measure
        and beside.year = mine.last_year
),
compared as (
    select
        *,
        case
            when side is null or comparator_side is null then null
            when (side, comparator_side) in (('deprived', 'others'), ('others', 'deprived')) then 'opposite'
            when side = 'even' and comparator_side = 'even' then 'the same'
            when last_size > comparator_size then 'larger'
            when last_size < comparator_size then 'smaller'
            else 'the same'
        end as level
    from pair
)
select
    area_code,
    comparator,
    indicator,
    measure,
    first_year,
    first_value,
    first_size,
    first_simd_edition,
    last_year,
    last_value,
    last_size,
    last_simd_edition,
    side,
    direction,
    comparator_value,
    comparator_side,
    level,
    side = 'deprived' and level in ('larger', 'opposite') and direction in ('growing', 'turned') as is_unequal
from compared
order by area_code, comparator;
comment on table inequality_comparison is 'One row per area, comparator (any area, or a family group as deprivation-N or density-N), community indicator and measure (tenths, duncan, slope): first and last measured figure and year, who fares worse, the direction, the comparator''s figure of the same last year, and whether the size of the area''s is larger, smaller or the same as shown (opposite where another side fares worse there). is_unequal: by this measure the deprived fare worse, more so than the comparator''s, and increasingly (growing, or turned against them); missing where one of the three cannot be told.';

create table inequality_standing as
select
    compared.area_code,
    compared.comparator,
    compared.indicator,
    any_value(verdict.side) as side,
    any_value(verdict.direction) as direction,
    any_value(verdict.measures) as measures,
    bool_and(is_unequal) filter (measure <> 'slope') as is_unequal,
    count(is_unequal) filter (measure <> 'slope') as asked,
    any_value(last_value) filter (measure = 'tenths') as gap,
    any_value(comparator_value) filter (measure = 'tenths') as comparator_gap,
    any_value(level) filter (measure = 'tenths') as gap_level,
    any_value(compared.direction) filter (measure = 'tenths') as gap_direction,
    any_value(last_year) filter (measure = 'tenths') as gap_year,
    any_value(first_year) filter (measure = 'tenths') as gap_first_year,
    any_value(last_value) filter (measure = 'duncan') as duncan,
    any_value(comparator_value) filter (measure = 'duncan') as comparator_duncan,
    any_value(level) filter (measure = 'duncan') as duncan_level,
    any_value(compared.direction) filter (measure = 'duncan') as duncan_direction,
    any_value(last_year) filter (measure = 'duncan') as duncan_year,
    any_value(first_year) filter (measure = 'duncan') as duncan_first_year
from inequality_comparison as compared
join inequality_verdict as verdict on
    verdict.place_code = compared.area_code
    and verdict.indicator = compared.indicator
group by all
order by area_code, comparator;
comment on table inequality_standing is 'One row per area, comparator (any area, or a family group as deprivation-N or density-N) and community indicator: the verdict of the three measures together, the gap of the tenths and the Duncan index beside the comparator''s, and is_unequal: the deprived fare worse, more so than the comparator''s, and increasingly, by each of these two that can be asked (asked: how many; out-of-work benefits have the gap alone); missing where neither can.';

create table inequality_count as
with told as (
    select area_code, comparator, indicator, measure, side, direction, level
    from inequality_comparison
    union all
    select area_code, comparator, indicator, 'all', side, direction, null
    from inequality_standing
)
select
    area_code,
    comparator,
    measure,
    count(side) as outcomes,
    count(*) filter (side = 'deprived') as deprived,
    count(*) filter (side = 'even') as even,
    count(*) filter (side = 'others') as others,
    count(*) filter (side = 'mixed') as mixed,
    count(*) filter (direction = 'growing') as growing,
    count(*) filter (direction = 'shrinking') as shrinking,
    count(*) filter (direction = 'unchanged') as unchanged,
    count(*) filter (direction = 'turned') as turned,
    count(*) filter (level = 'larger') as larger,
    count(*) filter (level = 'smaller') as smaller,
    count(*) filter (level = 'the same') as same,
    count(*) filter (level = 'opposite') as opposite
from told
group by all
order by area_code, comparator, measure;
comment on table inequality_count is 'One row per area, comparator (any area, or a family group as deprivation-N or density-N) and measure (tenths, duncan, slope, or all of them together): of how many outcomes it tells, and of how many of these each side, direction and level holds (mixed: the measures do not agree).';
