//! The tables as diesel knows them; `migrations/` says what each column is. One schema for both engines.

diesel::table! {
    shipments (id) {
        id -> BigInt,
        reference -> Text,
    }
}

diesel::table! {
    commands (sequence) {
        sequence -> BigInt,
        recorded_at -> BigInt,
        actor -> Text,
        source -> Text,
        shipment -> BigInt,
        version -> SmallInt,
        seal -> Binary,
        actor_kind -> Text,
        actor_id -> Text,
    }
}

diesel::table! {
    events (shipment, number) {
        shipment -> BigInt,
        number -> Integer,
        command -> BigInt,
        kind -> Text,
        occurred_at -> BigInt,
        utc_offset -> Integer,
        stage -> Nullable<Text>,
        place -> Nullable<Text>,
        reason -> Nullable<Text>,
        note -> Nullable<Text>,
        actor -> Nullable<Text>,
        refers_to -> Nullable<Integer>,
        code -> Nullable<Text>,
        country -> Nullable<Text>,
        classifier -> Nullable<Text>,
        pauses -> Nullable<Bool>,
        related -> Nullable<Text>,
        authority -> Nullable<Text>,
        responsible -> Nullable<Text>,
        parcels -> Nullable<Text>,
        document -> Nullable<Text>,
        details -> Nullable<Text>,
    }
}

diesel::table! {
    ledger_head (one) {
        one -> Integer,
        sequence -> BigInt,
        recorded_at -> BigInt,
        seal -> Binary,
    }
}

diesel::table! {
    act_keys (key) {
        key -> Text,
        sequence -> BigInt,
    }
}

diesel::table! {
    shipment_summary (shipment) {
        shipment -> BigInt,
        reference -> Text,
        recorded_at -> BigInt,
        registered_at -> BigInt,
        stage -> Nullable<Text>,
        stage_since -> BigInt,
        stage_accrued -> BigInt,
        stage_target -> BigInt,
        stages -> SmallInt,
        outcome -> Nullable<Text>,
        closed_at -> BigInt,
        delivered_at -> BigInt,
        open_holds -> Integer,
        held_since -> BigInt,
        held_reason -> Nullable<Text>,
        responsible -> Nullable<Text>,
        milestone -> Nullable<Text>,
        place -> Nullable<Text>,
        mode -> Nullable<Text>,
        origin -> Nullable<Text>,
        destination -> Nullable<Text>,
        carrier -> Nullable<Text>,
        goods -> Nullable<Text>,
        value -> Nullable<Text>,
        promised -> SmallInt,
        promise_start -> BigInt,
        promise_target -> BigInt,
        due_at -> BigInt,
        risk_at -> BigInt,
        promise_end -> BigInt,
        promise_state -> SmallInt,
        intervals -> Text,
    }
}

diesel::table! {
    search_terms (term, shipment) {
        term -> Text,
        shipment -> BigInt,
    }
}

diesel::table! {
    kept_forms (id) {
        id -> Text,
        person -> BigInt,
        fields -> Text,
        kept_at -> BigInt,
    }
}

diesel::table! {
    views (person, name) {
        person -> BigInt,
        name -> Text,
        query -> Text,
    }
}

diesel::table! {
    visits (shipment, ordinal) {
        shipment -> BigInt,
        ordinal -> Integer,
        stage -> Text,
        place -> Nullable<Text>,
        entered_at -> BigInt,
        left_at -> BigInt,
    }
}

diesel::table! {
    holds (shipment, number) {
        shipment -> BigInt,
        number -> Integer,
        reason -> Text,
        pauses -> Bool,
        authority -> Nullable<Text>,
        responsible -> Nullable<Text>,
        place -> Nullable<Text>,
        held_at -> BigInt,
        ended_at -> BigInt,
        ended_by -> Nullable<Text>,
    }
}

diesel::table! {
    doubted_milestones (shipment, number) {
        shipment -> BigInt,
        number -> Integer,
        why -> Text,
        other -> Integer,
    }
}

diesel::table! {
    ended_clocks (clock, ended_at, shipment, known_from) {
        clock -> SmallInt,
        ended_at -> BigInt,
        shipment -> BigInt,
        known_from -> BigInt,
        known_to -> BigInt,
        started_at -> BigInt,
        outcome -> SmallInt,
        partial -> SmallInt,
        gross -> BigInt,
        net -> BigInt,
        target -> BigInt,
    }
}

diesel::table! {
    running_clocks (known_to, clock, shipment) {
        known_to -> BigInt,
        clock -> SmallInt,
        shipment -> BigInt,
        known_from -> BigInt,
        started_at -> BigInt,
        since -> BigInt,
        accrued -> BigInt,
        target -> BigInt,
    }
}

diesel::table! {
    standings (known_to, shipment) {
        known_to -> BigInt,
        shipment -> BigInt,
        known_from -> BigInt,
        outcome -> Nullable<Text>,
        origin -> Nullable<Text>,
        destination -> Nullable<Text>,
    }
}

diesel::table! {
    places (code) {
        code -> Text,
        name_en -> Text,
        name_zh -> Text,
        name_ru -> Text,
        time_zone -> Nullable<Text>,
        retired -> Bool,
    }
}

diesel::table! {
    lane_targets (origin, destination, clock, from_day) {
        origin -> Text,
        destination -> Text,
        clock -> Text,
        from_day -> Text,
        minutes -> BigInt,
        set_by -> Text,
        set_at -> BigInt,
    }
}

diesel::table! {
    settings (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    users (id) {
        id -> BigInt,
        name -> Text,
        display_name -> Text,
        role -> Text,
        password -> Text,
        language -> Text,
        time_zone -> Text,
        disabled -> Bool,
        created_at -> BigInt,
        lasting_id -> Text,
    }
}

diesel::table! {
    sessions (id) {
        id -> Text,
        token_hash -> Binary,
        person -> BigInt,
        created_at -> BigInt,
        seen_at -> BigInt,
        address -> Text,
        agent -> Text,
    }
}

diesel::table! {
    hold_reasons (code) {
        code -> Text,
        name_en -> Text,
        name_zh -> Text,
        name_ru -> Text,
        pauses -> Bool,
        authority -> Nullable<Text>,
        responsible -> Nullable<Text>,
        retired -> Bool,
    }
}

diesel::table! {
    directory (kind, name) {
        kind -> Text,
        name -> Text,
        same_as -> Text,
        name_en -> Text,
        name_zh -> Text,
        name_ru -> Text,
        retired -> Bool,
    }
}

diesel::table! {
    customs_codes (country, code) {
        country -> Text,
        code -> Text,
        meaning -> Text,
        name_en -> Text,
        name_zh -> Text,
        name_ru -> Text,
    }
}

diesel::table! {
    settings_version (one) {
        one -> Integer,
        version -> BigInt,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        arguments -> Text,
        state -> Text,
        tries -> Integer,
        progress_done -> BigInt,
        progress_all -> BigInt,
        asker_kind -> Text,
        asker_id -> Text,
        asker_name -> Text,
        source -> Text,
        language -> Text,
        result -> Text,
        reason -> Text,
        asked_at -> BigInt,
        due_at -> BigInt,
        ended_at -> BigInt,
        lease_holder -> Text,
        lease_until -> BigInt,
    }
}

diesel::table! {
    uploads (id) {
        id -> Text,
        person -> BigInt,
        name -> Text,
        size -> BigInt,
        sent_at -> BigInt,
        judging -> BigInt,
        importing -> Nullable<BigInt>,
    }
}

diesel::table! {
    imports (number) {
        number -> BigInt,
        key -> Nullable<Text>,
        file_name -> Text,
        file_hash -> Binary,
        actor_kind -> Text,
        actor_id -> Text,
        actor -> Text,
        source -> Text,
        begun_at -> BigInt,
        file_rows -> BigInt,
        shipments -> BigInt,
        events -> BigInt,
        created_places -> Text,
    }
}

diesel::table! {
    import_acts (first_command) {
        first_command -> BigInt,
        last_command -> BigInt,
        import -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(shipments, commands, events, import_acts);
diesel::allow_tables_to_appear_in_same_query!(doubted_milestones, events);
diesel::allow_tables_to_appear_in_same_query!(doubted_milestones, shipments);
diesel::allow_tables_to_appear_in_same_query!(sessions, users);
diesel::allow_tables_to_appear_in_same_query!(ledger_head, settings_version);
diesel::allow_tables_to_appear_in_same_query!(search_terms, shipment_summary, shipments);
