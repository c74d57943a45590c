import type { ColumnType, Generated } from "kysely";
import type { StaffRole } from "../server/auth.ts";
import type { AttemptOutcome } from "./alerts.ts";
import type { ChartKind, ChartState } from "./chart.ts";
import type { OrthoticEventKind } from "./orthotic-events.ts";
import type { OrthoticFiles } from "./orthotics.ts";
import type { StaffLinkKind } from "./staff-links.ts";
import type { WalkFile } from "./walks.ts";

/** Written as text, read as a value: both drivers get JSON as text, since they differ in what else they take. */
type Json<Value> = ColumnType<Value, string, string>;
type Day = string;
type Instant = Date;

/** Every table, column by column, as in `../migrations`. */
export interface Schema {
  user: {
    id: string;
    name: string;
    email: string;
    emailVerified: boolean;
    image: string | null;
    role: StaffRole;
    twoFactorEnabled: Generated<boolean>;
    disabledAt: Instant | null;
    createdAt: Generated<Instant>;
    updatedAt: Generated<Instant>;
  };
  session: {
    id: string;
    /** SHA-256 of the token in the cookie. */
    token: string;
    userId: string;
    expiresAt: Instant;
    lastSeenAt: Generated<Instant>;
    createdAt: Generated<Instant>;
    ipAddress: string | null;
    userAgent: string | null;
  };
  twoFactor: { id: string; userId: string };
  used_code: { user_id: string; code_hash: string; used_at: Instant };
  sign_in_failure: { id: Generated<number>; account_hash: string; address: string; at: Instant };
  staff_link: {
    id: string;
    token_hash: string;
    kind: StaffLinkKind;
    email: string | null;
    role: StaffRole;
    created_by: string;
    created_at: Instant;
    expires_at: Instant;
    used_at: Instant | null;
  };
  office: {
    id: string;
    position: number;
    name: string;
    time_zone: string;
    address_lines: Json<string[]>;
    phone: string;
    map_url: string;
  };
  clinician: { id: string; user_id: string | null; name: string; profession: string };
  service: {
    id: string;
    position: number;
    name: string;
    patient_name: string;
    description: string;
    duration_min: number;
    buffer_before_min: Generated<number>;
    buffer_after_min: Generated<number>;
  };
  service_need: { service_id: string; type: string };
  resource: {
    id: string;
    office_id: string;
    kind: "room" | "device";
    type: string;
    name: string;
    is_active: Generated<boolean>;
  };
  clinician_service: { clinician_id: string; service_id: string };
  opening_rule: {
    id: string;
    office_id: string;
    clinician_id: string;
    weekday: number;
    opens: string;
    closes: string;
    valid_from: Day | null;
    valid_to: Day | null;
  };
  closure: {
    id: string;
    office_id: string | null;
    clinician_id: string | null;
    first_day: Day;
    last_day: Day;
    reason: string;
  };
  patient: {
    id: string;
    given_name: string;
    family_name: string;
    birth_date: Day;
    sex: "female" | "male" | null;
    phone: string;
    email: string | null;
    is_made_up: Generated<boolean>;
    created_at: Instant;
    /** The record that this one is part of; null for one of its own. */
    merged_into: string | null;
    /** Asked by letter how they are, while a plan runs. */
    wants_questions: Generated<boolean>;
  };
  legal_hold: {
    id: string;
    seq: Generated<number>;
    patient_id: string;
    reason: string;
    set_by: string;
    set_at: Instant;
    lifted_by: string | null;
    lifted_at: Instant | null;
  };
  patient_merge: {
    id: string;
    seq: Generated<number>;
    from_patient: string;
    into_patient: string;
    /** Ids of the rows that went over, by table. */
    moved: Json<Record<string, string[]>>;
    merged_by: string;
    merged_at: Instant;
    undone_by: string | null;
    undone_at: Instant | null;
  };
  interview: {
    id: string;
    token_hash: string;
    consent_version: string;
    answers: Json<Record<string, unknown>>;
    patient_id: string | null;
    started_at: Instant;
    updated_at: Instant;
    finished_at: Instant | null;
    verified_at: Instant | null;
    /** A member of staff, or `"e-mail"`: the person, from the address on file. */
    verified_by: string | null;
    refused_at: Instant | null;
    refused_by: string | null;
  };
  patient_link: {
    id: string;
    patient_id: string;
    token_hash: string;
    created_by: string;
    created_at: Instant;
    expires_at: Instant;
    withdrawn_at: Instant | null;
    wrong_dates: Generated<number>;
    locked_until: Instant | null;
  };
  visit: {
    id: string;
    version: Generated<number>;
    status: "booked" | "cancelled" | "arrived" | "done" | "no-show";
    office_id: string;
    clinician_id: string;
    service_id: string;
    patient_id: string;
    interview_id: string | null;
    /** Written by an expression; read by `lower` and `upper`, since the drivers give ranges as text. */
    during: string;
    manage_token_hash: string;
    booking_key: string;
    source: "online" | "desk";
    /** Why it was booked over another; null for what keeps to the rules. */
    overbook_reason: string | null;
    /** The same for visits booked as a series. */
    series_id: string | null;
    created_at: Instant;
    updated_at: Instant;
  };
  hold: {
    id: string;
    token_hash: string;
    address_hash: string;
    service_id: string;
    office_id: string;
    clinician_id: string;
    /** As in `visit`. */
    during: string;
    created_at: Instant;
    expires_at: Instant;
  };
  wait_entry: {
    id: string;
    seq: Generated<number>;
    patient_id: string;
    service_id: string;
    office_id: string | null;
    clinician_id: string | null;
    /** The visit that an earlier one would take the place of. */
    visit_id: string | null;
    from_day: Day;
    to_day: Day;
    entered_by: string;
    entered_at: Instant;
    ended_at: Instant | null;
    ended_as: "booked" | "withdrawn" | "over" | null;
  };
  wait_offer: {
    id: string;
    entry_id: string;
    token_hash: string;
    office_id: string;
    clinician_id: string;
    /** As in `visit`. */
    during: string;
    offered_at: Instant;
    expires_at: Instant;
    outcome: "taken" | "declined" | "lapsed" | null;
    visit_id: string | null;
  };
  /** Of a visit or a hold, one for the clinician and one for each room or device. */
  claim: {
    id: string;
    visit_id: string | null;
    hold_id: string | null;
    clinician_id: string | null;
    resource_id: string | null;
    lane: 0 | 1;
    during: string;
  };
  mail: {
    id: string;
    key: string;
    visit_id: string | null;
    recipient: string;
    subject: string;
    body: string;
    ics: string | null;
    attempts: Generated<number>;
    next_try_at: Generated<Instant>;
    created_at: Generated<Instant>;
    sent_at: Instant | null;
    withdrawn_at: Instant | null;
    given_up_at: Instant | null;
    last_error: string | null;
  };
  assessment: {
    id: string;
    seq: Generated<number>;
    interview_id: string | null;
    patient_id: string | null;
    case_file: Json<unknown>;
    result: Json<unknown>;
    evidence_version: string;
    evidence_hash: string;
    created_by: string;
    created_at: Instant;
  };
  alert: {
    id: string;
    interview_id: string;
    level: string;
    flag_ids: Json<string[]>;
    flag_key: string;
    raised_at: Instant;
  };
  alert_attempt: {
    id: string;
    seq: Generated<number>;
    alert_id: string;
    outcome: AttemptOutcome;
    note: string;
    called_by: string;
    called_at: Instant;
    try_again_at: Instant | null;
    recorded_by: string;
    recorded_at: Instant;
  };
  examination_entry: {
    id: string;
    seq: Generated<number>;
    patient_id: string;
    finding_id: string;
    side: "left" | "right" | null;
    value: Json<boolean | number | string | null>;
    recorded_by: string;
    recorded_at: Instant;
  };
  recording: {
    id: string;
    seq: Generated<number>;
    patient_id: string;
    sha256: string;
    file_name: string;
    format: string;
    side: "left" | "right" | null;
    report: Json<unknown>;
    uploaded_by: string;
    uploaded_at: Instant;
    withdrawn_at: Instant | null;
    withdrawn_by: string | null;
  };
  recording_correction: {
    id: string;
    seq: Generated<number>;
    recording_id: string;
    correction: Json<unknown>;
    report: Json<unknown>;
    corrected_by: string;
    corrected_at: Instant;
  };
  gait_walk: {
    id: string;
    seq: Generated<number>;
    patient_id: string;
    files: Json<WalkFile[]>;
    uploaded_by: string;
    uploaded_at: Instant;
    withdrawn_at: Instant | null;
    withdrawn_by: string | null;
  };
  gait_reading: {
    id: string;
    seq: Generated<number>;
    walk_id: string;
    told: Json<unknown>;
    correction: Json<unknown>;
    report: Json<unknown>;
    read_by: string;
    read_at: Instant;
  };
  calendar_feed: { user_id: string; token_hash: string; created_at: Instant };
  orthotic_order: {
    id: string;
    seq: Generated<number>;
    patient_id: string;
    side: "left" | "right";
    device: Json<unknown>;
    foot: Json<unknown>;
    report: Json<unknown>;
    files: Json<OrthoticFiles>;
    ordered_by: string;
    ordered_at: Instant;
  };
  orthotic_event: {
    id: string;
    seq: Generated<number>;
    order_id: string;
    kind: OrthoticEventKind;
    note: string;
    entered_by: string;
    entered_at: Instant;
  };
  chart_entry: {
    id: string;
    seq: Generated<number>;
    item_id: string;
    patient_id: string;
    kind: ChartKind;
    content: Json<unknown>;
    state: ChartState;
    entered_by: string;
    entered_at: Instant;
  };
  plan_decision: {
    id: string;
    seq: Generated<number>;
    patient_id: string;
    assessment_id: string;
    treatment_id: string;
    decision: "accepted" | "altered" | "rejected" | "undecided";
    note: string;
    decided_by: string;
    decided_at: Instant;
  };
  exercise_log: {
    id: string;
    seq: Generated<number>;
    patient_id: string;
    exercise_id: string;
    day: Day;
    is_done: boolean;
    pain: number | null;
    is_worse_next_morning: boolean;
    entered_at: Instant;
  };
  outcome_answer: {
    id: string;
    seq: Generated<number>;
    patient_id: string;
    content: Json<unknown>;
    entered_by: string;
    entered_at: Instant;
  };
  given_plan: {
    id: string;
    seq: Generated<number>;
    patient_id: string;
    assessment_id: string;
    version: number;
    content: Json<unknown>;
    given_by: string;
    given_at: Instant;
  };
  audit: {
    seq: Generated<number>;
    at: Generated<Instant>;
    actor: string;
    role: string | null;
    action: string;
    resource: string;
    patient_id: string | null;
    outcome: string;
    request_id: string;
    /** The four are set by the database; null in lines from before the chain. */
    writer: Generated<number | null>;
    writer_seq: Generated<number | null>;
    prev_hash: Generated<string | null>;
    hash: Generated<string | null>;
  };
  audit_checkpoint: {
    seq: Generated<number>;
    at: string;
    heads: string;
    prev_signature: string;
    signature: string;
  };
}
