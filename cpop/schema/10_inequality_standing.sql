-- Inequality against a comparator

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
