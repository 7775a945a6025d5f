-- How sure: indicative intervals of communities' figures, and what they leave of positions

create macro normal_95() as 1.959963984540054;
comment on macro normal_95 is 'Internal: how many standard errors lie on either side of a 95% interval.';

create macro wilson(share, n, side) as
    (share + normal_95() ^ 2 / (2 * n) + side * normal_95() * sqrt(share * (1 - share) / n + normal_95() ^ 2 / (4 * n ^ 2)))
    / (1 + normal_95() ^ 2 / n);
comment on macro wilson is 'Internal: an end (side: -1 the lower, 1 the upper) of Wilson''s 95% interval of a share (0 to 1) among n people.';

create macro byar(events, side) as case
    when side < 0 and events <= 0 then 0
    when side < 0 then greatest(0, events * (1 - 1 / (9 * events) - normal_95() / (3 * sqrt(events))) ^ 3)
    else (events + 1) * (1 - 1 / (9 * (events + 1)) + normal_95() / (3 * sqrt(events + 1))) ^ 3
end;
comment on macro byar is 'Internal: an end (side: -1 the lower, 1 the upper) of Byar''s 95% interval of a number of events.';

create table community_interval as
with people as (
    unpivot population
    on all_ages, under_16, aged_16_to_19, aged_16_to_64, aged_65_and_over, under_75
    into name age_group value people
),
figure as (
    select
        latest.community_code,
        latest.area_code,
        latest.indicator,
        latest.year,
        latest.value,
        latest.status,
        if("interval" = 'not assessed', null, "interval") as method,
        age_group,
        people,
        people.year as people_year,
        rolling_years_community as years,
        coalesce(rate_base, 100) as per,
        people * rolling_years_community::double as n
    from community_latest as latest
    join indicator on indicator.indicator = latest.indicator
    left join people using (community_code, age_group)
),
bounded as (
    select
        *,
        case
            when value is null or coalesce(n, 0) = 0 then null
            when method = 'wilson' then per * wilson(value / per, n, -1)
            when method = 'byar' then per * byar(value * n / per, -1) / n
        end as low,
        case
            when value is null or coalesce(n, 0) = 0 then null
            when method = 'wilson' then per * wilson(value / per, n, 1)
            when method = 'byar' then per * byar(value * n / per, 1) / n
        end as high
    from figure
)
select
    *,
    (high - low) / 3.92 as standard_error
from bounded
order by area_code, indicator, community_code;
comment on table community_interval is 'One row per community and indicator: the latest figure and its indicative 95% interval (low, high; in the unit of the indicator). The source publishes none: method (wilson, byar; missing where not assessed) on the `people` of its age_group in people_year, over the `years` that a figure pools. standard_error: (high - low) / 3.92. Indicative: events come in clusters, and then it is too narrow.';

create table community_chance as
with area_value as (
    select
        area_code,
        indicator,
        avg(value) as mean
    from community_interval
    group by all
),
held as (
    select
        area_code,
        indicator,
        mean,
        count(low) as assessed,
        count(*) filter (mean between low and high) as within_chance,
        count(*) filter (high < mean) as below,
        count(*) filter (low > mean) as above
    from community_interval
    join area_value using (area_code, indicator)
    group by all
)
select
    *,
    within_chance / nullif(assessed, 0) as share,
    case
        when assessed = 0 then 'not_assessed'
        when 3 * within_chance >= 2 * assessed then 'mostly_chance'
        when 3 * within_chance <= assessed then 'mostly_real'
        else 'partly'
    end as chance
from held
order by area_code, indicator;
comment on table community_chance is 'One row per area and indicator: the unweighted mean of its communities, how many are assessed, and of how many the indicative interval holds that mean (within_chance), lies below or above it. chance: mostly_chance (two thirds and more hold it), mostly_real (a third and less), partly, or not_assessed.';

create macro is_surely_above(one, its_error, other, other_error) as
    one - other > 1.96 * sqrt(its_error ^ 2 + other_error ^ 2);
comment on macro is_surely_above is 'Whether one figure is above another by more than chance: by more than 1.96 root-sum-square standard errors.';

create table community_between as
with member as (
    select
        community_code,
        area_code,
        indicator,
        sign * value as goodness,
        standard_error
    from community_interval
    join indicator using (indicator)
    where value is not null
)
select
    one.community_code,
    any_value(one.area_code) as area_code,
    one.indicator,
    1 + count(*) filter (round(other.goodness, 9) < round(one.goodness, 9))
    + (count(*) filter (round(other.goodness, 9) = round(one.goodness, 9)) - 1) / 2 as position,
    if(any_value(one.standard_error) is null, null,
        1 + count(*) filter (
            is_surely_above(one.goodness, one.standard_error, other.goodness, other.standard_error)
        )) as position_from,
    if(any_value(one.standard_error) is null, null,
        count(*) - count(*) filter (
            is_surely_above(other.goodness, other.standard_error, one.goodness, one.standard_error)
        )) as position_to,
    count(*) as communities
from member as one
join member as other using (area_code, indicator)
group by one.community_code, one.indicator
order by area_code, one.indicator, one.community_code;
comment on table community_between is 'One row per community and indicator with a figure: its position in its area (1 is the poorest; equal figures share the mean position) among so many communities, and between which positions it lies: from 1 + how many are surely poorer to the number less how many are surely better. Surely: by more than 1.96 root-sum-square standard errors. Missing where not assessed.';

create macro combined_between(areas, indicators) as table
with place as (
    select
        community_code,
        area_code,
        null as strategic_area
    from community
    where list_contains(areas, area_code)
    union all
    select
        community_code,
        area_code,
        strategic_area
    from community
    where list_contains(areas, area_code) and strategic_area is not null
),
spread as (
    select
        area_code,
        strategic_area,
        indicator,
        stddev_samp(value) as deviation
    from community_interval
    join place using (community_code, area_code)
    where list_contains(indicators, indicator)
    group by all
),
error as (
    select
        place.community_code,
        place.area_code,
        place.strategic_area,
        sqrt(coalesce(sum((standard_error / nullif(deviation, 0)) ^ 2), 0)) as standard_error,
        count(standard_error) as assessed
    from place
    join community_interval using (community_code)
    join spread on
        spread.indicator = community_interval.indicator
        and spread.area_code = place.area_code
        and spread.strategic_area is not distinct from place.strategic_area
    group by all
),
member as (
    select
        error.*,
        area_score as goodness
    from error
    join combined_score_within(indicators) as score
        using (community_code)
    where score.strategic_area is not distinct from error.strategic_area
        and area_score is not null
)
select
    one.community_code,
    any_value(one.area_code) as area_code,
    one.strategic_area,
    any_value(one.assessed) as assessed,
    if(any_value(one.assessed) = 0, null,
        1 + count(*) filter (
            is_surely_above(one.goodness, one.standard_error, other.goodness, other.standard_error)
        )) as position_from,
    if(any_value(one.assessed) = 0, null,
        count(*) - count(*) filter (
            is_surely_above(other.goodness, other.standard_error, one.goodness, one.standard_error)
        )) as position_to,
    count(*) as communities
from member as one
join member as other on
    other.area_code = one.area_code
    and other.strategic_area is not distinct from one.strategic_area
group by one.community_code, one.strategic_area;
comment on macro table combined_between is 'One row per community of some areas and place it is scored within (strategic_area: missing for the whole CPP) with a combined area score over a list of indicators: between which positions it lies at least (as community_between), by the root of the sum of its squared standard errors in deviations of the place; outcomes that are not assessed count as known. assessed: how many are. Missing where none is.';

create table community_combined_between as
select * exclude (strategic_area)
from combined_between((select list(distinct area_code) from community), community_indicators())
where strategic_area is null
order by area_code, community_code;
comment on table community_combined_between is 'One row per community: the columns of combined_between over all community indicators, within the whole CPP.';

create table data_zone_chance as
with zone as (
    select
        community_code,
        indicator,
        count(*) as zones
    from data_zone_figure
    group by all
)
select
    community_code,
    indicator,
    year,
    low,
    high,
    age_group,
    people,
    people_year,
    zones,
    sqrt(zones) as times_as_wide
from community_interval
join zone using (community_code, indicator)
order by community_code, indicator;
comment on table data_zone_chance is 'One row per community and indicator with figures for data zones. No population of data zones is known, so their own intervals are not assessed: the interval of the community, its people, how many data zones share them, and how many times as wide the interval of a data zone with an equal share would be (the width falls with the root of the number of people).';
