-- Rankings: combined scores, positions, vulnerability

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
comment on table community_place is 'Internal: one row per community: its name, and the slug of it that stands in a link, unique within its area (with the last four digits of its code where two communities of the area share a name).';

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
comment on table score_within is 'Internal: one row per community, place it is scored within and indicator: strategic_area is missing where the place is the whole CPP (the scores of community_score), and named where mean and deviation are those of the strategic area. Type scores are the same in both.';

create macro combined_score_within(indicators) as table
select
    community_code,
    area_code,
    strategic_area,
    typology_group,
    sum(area_score) as area_score,
    sum(type_score) as type_score,
    coalesce(sum(area_change_score), 0) as area_change,
    coalesce(sum(type_change_score), 0) as type_change,
    count(area_change_score) as changes
from score_within
where list_contains(indicators, indicator)
group by community_code, area_code, strategic_area, typology_group;
comment on macro table combined_score_within is 'Internal: one row per community and place it is scored within (strategic_area: missing for the whole CPP): the columns of combined_score.';

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
    -- Where nobody's change is known nobody has a place by it.
    case when max(changes) over place > 0 then rank() over change end as change_in_area,
    case when max(changes) over place > 0 then rank() over expected_change end as expected_change_in_area,
    count(area_score) over place as outcomes_in_area_of,
    count(*) over place as change_in_area_of,
    case when area_score is not null then ntile(7) over band end as band,
    case when area_score is not null then least(7, count(area_score) over place) end as bands,
    area_score,
    type_score,
    area_change,
    type_change,
    changes,
    case sign(round(type_score, 9)) when 1 then 'above' when -1 then 'below' when 0 then 'at' end as type_level,
    case when changes > 0 then
        case sign(round(type_change, 9)) when 1 then 'above' when -1 then 'below' else 'at' end
    end as type_change_level
from score
window
    place as (partition by area_code, strategic_area),
    band as (partition by area_code, strategic_area, area_score is null order by area_outcome, community_code),
    outcome as (partition by area_code, strategic_area order by area_outcome nulls last),
    expected as (partition by area_code, strategic_area order by type_outcome nulls last),
    change as (partition by area_code, strategic_area order by round(area_change, 9)),
    expected_change as (partition by area_code, strategic_area order by round(type_change, 9));
comment on macro table ranking_within is 'One row per community and place it is scored within (strategic_area: missing for the whole CPP): its combined scores and its four positions among the communities of the place, 1 the poorest or least improved: by area score, by type score (expected_in_area), by area change and by type change (expected_change_in_area; no positions by change where no community of the place has one). band: its band of seven by area score (1 the poorest; ties by code), of so many `bands`: a place of fewer than seven has as many as communities. type_level, type_change_level: above, below or at the average of its type, by score and by change. Ties as in community_position.';

create macro type_position(indicators) as table
with score as (
    select *, round(type_score, 9) as type_outcome
    from combined_score(indicators)
)
select
    community_code,
    case when type_score is not null
        then (rank() over outcome + count(*) over outcome) / 2 end as outcomes_in_type,
    case when max(changes) over type > 0 then rank() over change end as change_in_type,
    count(type_score) over type as outcomes_in_type_of,
    count(*) over type as change_in_type_of
from score
window
    type as (partition by typology_group),
    outcome as (partition by typology_group order by type_outcome nulls last),
    change as (partition by typology_group order by round(type_change, 9));
comment on macro table type_position is 'Internal: one row per community: its positions within its typology group, across Scotland. Ties as in community_position.';

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
comment on macro table position_within is 'Internal: one row per community and place it is scored within (strategic_area: missing for the whole CPP): the columns of community_position.';

create macro community_position(indicators) as table
select * exclude (strategic_area)
from position_within(indicators)
where strategic_area is null;
comment on macro table community_position is 'One row per community: its positions by combined score over a list of indicators, 1 the poorest or least improved, within its CPP and its typology group, and of how many communities (*_of). Outcomes: equal scores share the mean position; change: the lowest. No outcome score, no position; no change score in the whole place, no position by change. The combined scores stand beside them.';

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

create macro contribution_within(indicators) as table
with own as (
    select
        community_code,
        area_code,
        strategic_area,
        indicator,
        area_score,
        area_change_score,
        count(area_score) over whole as scores,
        sum(area_score) over whole as area_sum,
        coalesce(sum(area_change_score) over whole, 0) as change_sum
    from score_within
    where list_contains(indicators, indicator)
    -- With the area, so that a question about one area is worked out for that one alone.
    window whole as (partition by area_code, community_code, strategic_area)
),
without_it as (
    select
        * exclude (scores, area_sum, change_sum),
        case when scores > if(area_score is null, 0, 1) then round(area_sum - coalesce(area_score, 0), 9) end
            as other_outcomes,
        round(change_sum - coalesce(area_change_score, 0), 9) as other_changes
    from own
)
select
    community_code,
    area_code,
    strategic_area,
    indicator,
    area_score,
    area_change_score,
    abs(area_score) > 4 as is_outlier,
    abs(area_change_score) > 4 as is_change_outlier,
    case when other_outcomes is not null
        then (rank() over outcome + count(*) over outcome) / 2 end as outcomes_without,
    count(other_outcomes) over place as outcomes_without_of,
    case when len(indicators) > 1 then rank() over change end as change_without
from without_it
window
    place as (partition by indicator, area_code, strategic_area),
    outcome as (partition by indicator, area_code, strategic_area order by other_outcomes nulls last),
    change as (partition by indicator, area_code, strategic_area order by other_changes);
comment on macro table contribution_within is 'One row per community, place it is scored within (strategic_area: missing for the whole CPP) and indicator of the list: what each adds to the combined scores (area_score, area_change_score), whether that is beyond 4 in size (is_outlier, is_change_outlier), and the positions in the place by all the other indicators of the list (outcomes_without, of so many; change_without), 1 the poorest or least improved. Ties as in community_position.';

create macro community_indicators() as (select list(distinct indicator) from community_score);
comment on macro community_indicators is 'The codes of all indicators with figures for communities.';

create table vulnerability as
select
    community_code,
    area_code,
    area_score as combined_area_score,
    outcomes_in_area as position,
    outcomes_in_area_of as communities,
    band,
    bands
from ranking_within(community_indicators())
where strategic_area is null and area_score is not null
order by area_code, position, community_code;
comment on table vulnerability is 'One row per community: overall vulnerability now. Its combined area score over all community indicators, its position by it within its CPP (1 is the poorest) of so many communities, and its band (1 the most vulnerable) of so many, as in ranking_within.';

create table community_contribution as
select * exclude (strategic_area)
from contribution_within(community_indicators())
where strategic_area is null
order by area_code, community_code, indicator;
comment on table community_contribution is 'Internal: one row per community and indicator: the columns of contribution_within over all community indicators, within the whole CPP.';
