-- Between editions: what is new, revised, restated or gone since the edition before, and what its projections were worth

create table edition_change as
with before as (
    select * from previous_observation where value is not null
),
now as (
    select level, place_code, indicator, year, value, status
    from observation
    where value is not null and level <> 'data_zone' and exists (from previous_observation)
),
beside as (
    select
        level,
        place_code,
        indicator,
        year,
        before.value as old_value,
        now.value as new_value,
        before.status as old_status,
        now.status as new_status
    from before
    full join now using (level, place_code, indicator, year)
),
told as (
    select
        beside.*,
        case
            when old_value is null then 'new'
            when new_value is null then 'gone'
            when shown(old_value, decimals) <> shown(new_value, decimals) then 'revised'
            else 'same'
        end as change,
        coalesce(old_status <> new_status, false) as is_restated,
        new_value - old_value as difference,
        abs(new_value - old_value) / nullif(yardstick, 0) as size
    from beside
    join indicator using (indicator)
    left join yardstick using (indicator)
)
from told;
comment on table edition_change is 'One row per level, place, indicator and year that this edition or the one before has a figure of. change: new, gone, revised (beyond the precision shown) or same; is_restated: its status (old_status, new_status) is another; difference: new less old, in the unit of the indicator; size: the same in yardsticks, without its sign. No row where there is no edition before.';

create table edition_summary as
with measured_in_both as (
    select
        level,
        indicator,
        median(new_value / nullif(old_value, 0)) as times
    from edition_change
    where level <> 'scotland' and old_status = 'raw' and new_status = 'raw'
    group by all
),
neighbours as (
    select
        level,
        indicator,
        old_status,
        year,
        shown(old_value, decimals) as old_shown,
        shown(new_value, decimals) as new_shown,
        if(lead(year) over along = year + 1 and lead(new_status) over along = 'raw',
            lead(shown(new_value, decimals)) over along, null) as next_shown,
        if(lag(year) over along = year - 1 and lag(new_status) over along = 'raw',
            lag(shown(new_value, decimals)) over along, null) as earlier_shown
    from edition_change
    join indicator using (indicator)
    where level <> 'scotland' and new_value is not null
    window along as (partition by level, indicator, place_code order by year)
),
labels as (
    select
        level,
        indicator,
        avg((old_shown = new_shown)::integer) as same_year,
        avg((old_shown = next_shown)::integer) as next_year,
        avg((old_shown = earlier_shown)::integer) as year_before
    from neighbours
    where old_status = 'raw'
    group by all
)
select
    catalogue_order,
    indicator,
    level,
    count(*) filter (change in ('same', 'revised')) as in_both,
    count(*) filter (change = 'revised') as revised,
    count(*) filter (is_restated) as restated,
    count(*) filter (change = 'new') as new_figures,
    count(*) filter (change = 'gone') as gone,
    list_sort(list_filter(
        coalesce(list(distinct year) filter (change = 'new'), []),
        lambda one: not list_contains(coalesce(list(distinct year) filter (change <> 'new'), []), one)
    )) as new_years,
    list_sort(list_filter(
        coalesce(list(distinct year) filter (change = 'gone'), []),
        lambda one: not list_contains(coalesce(list(distinct year) filter (change <> 'gone'), []), one)
    )) as gone_years,
    min(year) filter (change = 'revised') as first_revised,
    max(year) filter (change = 'revised') as last_revised,
    median(abs(difference)) filter (change = 'revised') as typical,
    max(abs(difference)) filter (change = 'revised') as largest,
    any_value(times) as times,
    case
        when any_value(next_year) >= 0.9 and any_value(same_year) < 0.5 then 'relabelled_later'
        when any_value(year_before) >= 0.9 and any_value(same_year) < 0.5 then 'relabelled_earlier'
        when any_value(times) not between 2.0 / 3 and 1.5 then 'rescaled'
        when max(shown(abs(difference), decimals)) filter (change = 'revised') = 0 then 'rounding_only'
    end as looks_like
from edition_change
join indicator using (indicator)
left join measured_in_both using (level, indicator)
left join labels using (level, indicator)
where level <> 'scotland'
group by all
order by catalogue_order, level desc;
comment on table edition_summary is 'One row per indicator and level (cpp, community): how many figures both editions hold, and of these are revised and restated; how many are new and gone, and the years that are wholly so; the first and the last year with a revision, its typical (median) and largest size in the unit of the indicator. times: the median of new over old, both measured. looks_like: relabelled_later or relabelled_earlier where nine tenths of the measured figures stand one year later or earlier than before; rescaled where times is beyond two thirds to one and a half; rounding_only where no revision is larger than nought at the precision shown; else missing.';

create table edition_rank as
with held as (
    select
        place_code,
        indicator,
        year,
        old_value,
        new_value,
        max(year) over (partition by indicator) as last_year
    from edition_change
    where level in ('scotland', 'cpp') and change in ('same', 'revised') and old_status <> 'projected' and new_status <> 'projected'
),
spread as (
    select
        indicator,
        stddev_samp(old_value) as old_yardstick,
        stddev_samp(new_value) as new_yardstick
    from held
    where year = last_year and place_code <> scotland()
    group by all
),
ranked as (
    select
        place_code as area_code,
        indicator,
        year,
        old_value,
        new_value,
        rank() over (among order by round(sign * old_value, 9) desc) as old_rank,
        rank() over (among order by round(sign * new_value, 9) desc) as new_rank
    from held
    join indicator using (indicator)
    where year = last_year and place_code <> scotland()
    window among as (partition by indicator)
),
judged as (
    select
        ranked.*,
        level_code(ranked.old_value, country.old_value, sign, decimals, old_yardstick) as old_level,
        level_code(ranked.new_value, country.new_value, sign, decimals, new_yardstick) as new_level
    from ranked
    join indicator using (indicator)
    join spread using (indicator)
    left join held as country on country.indicator = ranked.indicator and country.year = ranked.year and country.place_code = scotland()
)
select
    *,
    old_rank - new_rank as places_gained,
    old_level is distinct from new_level as is_judged_otherwise
from judged
order by abs(old_rank - new_rank) desc, indicator, area_code;
comment on table edition_rank is 'One row per CPP and indicator, for the newest year that both editions observed: the value, the rank among all (1 is best) and the level against Scotland (better, about_the_same, worse; by the spread of that year) in the edition before and in this one. All that differs moved by revision alone. places_gained: above 0 where the rank is better now.';

create table projection_score as
with last_known as (
    select
        level,
        place_code,
        indicator,
        max(year) as base_year
    from edition_change
    where old_status in ('raw', 'imputed')
    group by all
),
came as (
    select
        told.level,
        told.place_code,
        told.indicator,
        told.year,
        told.old_value as projected,
        told.new_value as came,
        told.new_status as came_status,
        base_year,
        base.old_value as base_value,
        base.new_value as base_value_now,
        told.old_value - told.new_value as error,
        base.old_value - told.new_value as no_change_error,
        sign(shown(told.old_value, decimals) - shown(base.old_value, decimals)) as way_projected,
        sign(shown(told.new_value, decimals) - shown(base.new_value, decimals)) as way_it_went
    from edition_change as told
    join last_known using (level, place_code, indicator)
    join edition_change as base
        on base.level = told.level and base.place_code = told.place_code and base.indicator = told.indicator
        and base.year = base_year
    join indicator on indicator.indicator = told.indicator
    where told.old_status = 'projected' and told.new_status in ('raw', 'imputed')
)
select
    * exclude (way_projected, way_it_went),
    way_projected = way_it_went as is_direction_right
from came
order by level, indicator, place_code, year;
comment on table projection_score is 'One row per level, place, indicator and year that the edition before projected and this one observed. error: projected less what came, in the unit of the indicator; no_change_error: the same for its last observed figure (base_value of base_year), as if nothing would change; base_value_now: that figure in this edition. is_direction_right: both went the same way from the base year, each in its own edition at the precision shown; missing where the base year has no figure now. came_status: imputed where what came is itself estimated.';

create table projection_verdict as
with scored as (
    select
        level,
        indicator,
        count(*) as came,
        count(*) filter (came_status = 'raw') as measured,
        min(year) as first_year,
        max(year) as last_year,
        median(abs(error)) filter (came_status = 'raw') as typical_error,
        median(abs(no_change_error)) filter (came_status = 'raw') as no_change_error,
        median(error) filter (came_status = 'raw') as lean,
        count(is_direction_right) filter (came_status = 'raw') as directions,
        count(*) filter (is_direction_right and came_status = 'raw') as right_directions
    from projection_score
    where level <> 'scotland'
    group by all
)
select
    catalogue_order,
    indicator,
    scored.* exclude (indicator),
    looks_like,
    case
        when measured = 0 then 'not_tested'
        when looks_like <> 'rounding_only' then 'not_comparable'
        when shown(typical_error, decimals) = shown(scored.no_change_error, decimals) then 'as_no_change'
        when typical_error < scored.no_change_error then 'better_than_no_change'
        else 'worse_than_no_change'
    end as verdict
from scored
join indicator using (indicator)
left join edition_summary using (indicator, level, catalogue_order)
order by catalogue_order, level desc;
comment on table projection_verdict is 'One row per indicator and level (cpp, community) with projections of the edition before that this one observed: how many came, and were measured; the typical (median) size of the error and of that of no change at all, in the unit of the indicator; lean: the median error, above 0 where the projections were too high; right_directions of `directions`. verdict: better_than_no_change, as_no_change (at the precision shown), worse_than_no_change; not_tested where what came is estimated; not_comparable where the figures look relabelled or rescaled between the editions (edition_summary).';
