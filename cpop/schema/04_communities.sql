-- Communities

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
    join base_year using (indicator, level, year)
    join latest_year using (indicator, level)
    -- A series of one year has no change: that is missing, not nought.
    where level = 'community' and status <> 'projected' and base_year.year < latest_year.year
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

create macro change_told_as(first, last, kind) as case
    when first is null or last is null then null
    when kind = 'percentage' then 'points'
    when least(abs(first), abs(last)) * 2 < greatest(abs(first), abs(last)) then 'values'
    when coalesce(round(abs(last / nullif(first, 0) - 1) * 100, 1), 0) = 0 then 'values'
    else 'percent'
end;
comment on macro change_told_as is 'Internal: how the change of a figure is told: in points where it is a percentage; else in per cent, but from value to value where one end is under half of the other (a small base makes a percentage of any size) or where it comes to 0.0%. Missing where an end is.';

create table area_mean as
select
    area_code,
    indicator,
    year,
    period,
    avg(value) as value,
    weakest(status) as status,
    count(value) as members
from observation
join community on community_code = place_code
where level = 'community' and value is not null
group by all
order by area_code, indicator, year;
comment on table area_mean is 'One row per CPP, indicator and year: the unweighted mean of its communities. status is the weakest of theirs; members: how many values entered.';

create type told_as as enum ('points', 'percent', 'values');

-- Kept small, with judgements as numbers of the list `code`: there are ten starts to each community and indicator.
create table change_among as
with span as (
    select
        indicator,
        year as first_year,
        lag(year) over (partition by indicator order by year) as year_before,
        max(year) over (partition by indicator) as last_year
    from community_measured_year
),
ends as (
    select
        community_code,
        area_code,
        span.*,
        first.value as first_value,
        last.value as last_value
    from span
    cross join community
    left join observation as first on
        first.level = 'community'
        and first.place_code = community_code
        and first.indicator = span.indicator
        and first.year = first_year
    left join observation as last on
        last.level = 'community'
        and last.place_code = community_code
        and last.indicator = span.indicator
        and last.year = last_year
    where first_year < last_year
),
with_area as (
    select
        *,
        avg(first_value) over area as area_first_value,
        avg(last_value) over area as area_last_value
    from ends
    window area as (partition by area_code, indicator, first_year)
),
measured as (
    select
        with_area.*,
        sign,
        kind,
        decimals,
        sign * (first_value - area_first_value) as first_gap,
        sign * (last_value - area_last_value) as last_gap
    from with_area
    join indicator using (indicator)
),
judged as (
    select
        *,
        case
            when first_gap is null or last_gap is null then null
            when makes_no_difference(first_gap, last_gap, decimals, null) then 'kept'
            when last_gap > first_gap then 'gained'
            else 'lost'
        end as ground
    from measured
)
select
    area_code,
    community_code,
    indicator,
    coalesce(year_before + 1, 0)::smallint as since_earliest,
    first_year::smallint as first_year,
    last_year::smallint as last_year,
    first_value,
    last_value,
    area_first_value,
    area_last_value,
    change_code(first_value, last_value, sign, decimals, null)::code as direction,
    change_told_as(first_value, last_value, kind)::told_as as told_as,
    change_code(area_first_value, area_last_value, sign, decimals, null)::code as area_direction,
    change_told_as(area_first_value, area_last_value, kind)::told_as as area_told_as,
    ground::code as ground,
    case
        when ground is null then null
        when ground = 'kept' then 'keeping_its_distance'
        when shown(last_gap, decimals) = 0 then if(ground = 'gained', 'caught_up', 'lost_its_lead')
        when last_gap > 0 and ground = 'lost' then 'losing_ground'
        when last_gap > 0 then if(shown(first_gap, decimals) <= 0, 'moved_ahead', 'pulling_away')
        when ground = 'gained' then 'catching_up'
        else if(shown(first_gap, decimals) >= 0, 'fallen_behind', 'falling_further_behind')
    end::code as movement
from judged
order by area_code, community_code, indicator, first_year;
comment on table change_among is 'Internal: one row per community, indicator and measured year since the newest break, but for the last: from that year (first_year) to the last, its values, those of the unweighted mean of the CPP''s communities, and what raw_change_since says of them. A change asked for since any year from since_earliest to first_year is that of the row.';

create macro raw_change_since(chosen) as table
select
    community.community_code,
    community.area_code,
    vulnerable_rank,
    base_year.indicator,
    first_year::integer as first_year,
    last_year::integer as last_year,
    first_value,
    last_value,
    sign * (last_value / nullif(first_value, 0) - 1) * 100 as improvement,
    sign * (area_last_value / nullif(area_first_value, 0) - 1) * 100 as area_improvement,
    area_first_value,
    area_last_value,
    direction::varchar as direction,
    told_as::varchar as told_as,
    area_direction::varchar as area_direction,
    area_told_as::varchar as area_told_as,
    sign * (first_value - area_first_value) as first_gap,
    sign * (last_value - area_last_value) as last_gap,
    ground::varchar as ground,
    movement::varchar as movement,
    case when ground = 'lost' then coalesce(
        round(sign * (last_value / nullif(first_value, 0) - 1) * 100)
        > round(sign * (area_last_value / nullif(area_first_value, 0) - 1) * 100),
        false
    ) end as is_ahead_by_share,
    case when chosen <> 'first' then since_year end as since_year
from base_year
join indicator on indicator.indicator = base_year.indicator
cross join community
left join since_choice on
    since_choice.since = chosen
    and since_choice.level = 'community'
    and since_choice.indicator = base_year.indicator
left join change_among on
    change_among.area_code = community.area_code
    and change_among.community_code = community.community_code
    and change_among.indicator = base_year.indicator
    and since_year between since_earliest and first_year
where base_year.level = 'community';
comment on macro table raw_change_since is 'Internal: raw_change, measured since a choice of since_choice: one row per community and indicator. since_year: the year that was asked for; missing for the first measured one.';

create table raw_change as
select * exclude (since_year)
from raw_change_since('first')
order by area_code, community_code, indicator;
comment on table raw_change is 'One row per community and indicator: from the first to the last measured (raw) year since the newest break (missing where fewer than two are measured), its values and improvement in per cent, beside those of the unweighted mean of the CPP''s communities. direction: improved, worsened, or little_change where there is none at the precision shown; told_as: points, percent or values. Gaps to that mean are in the unit of the indicator, above 0 where the community is better: ground (gained, kept, lost) and movement say what became of them, at the precision shown. is_ahead_by_share: whether a community that lost ground still improved more, or worsened less, than that mean in per cent.';

create view vulnerable_change as
select * from raw_change where vulnerable_rank is not null;
comment on view vulnerable_change is 'One row per most vulnerable community (five of each CPP, fixed since 2006/07) and indicator: the columns of raw_change.';
