import type { Placement, RecordingReport } from "@plumbline/imu-gait";
import { Form } from "react-router";
import type { WalkTold } from "./walk-told.ts";

const PLACEMENT_WORDS: Readonly<Record<Placement, string>> = {
  "left-foot": "left foot",
  "right-foot": "right foot",
  foot: "a foot, side not known",
  lumbar: "lower back",
};

/** How the files were read, and the form that tells it better. What is told is kept, and the walk measured anew. */
export function ToldForm(props: {
  readonly recordings: readonly RecordingReport[];
  /** Names of the files, in their order. */
  readonly files: readonly string[];
  readonly told: WalkTold;
  /** Open where something was not recognized. */
  readonly isOpen: boolean;
}) {
  const { recordings, files, told, isOpen } = props;
  return (
    <details className="no-print" open={isOpen}>
      <summary>How the files were read</summary>
      <ul>
        {recordings.map((recording, at) => (
          <li key={at}>
            <strong>{recording.file}</strong>: {recording.device ?? "device not named"}, {recording.format},{" "}
            {recording.samplingRateHz} Hz, {(recording.samples / recording.samplingRateHz).toFixed(1)} s.{" "}
            {recording.placement === null
              ? "Where it was worn is not known."
              : `Worn on: ${PLACEMENT_WORDS[recording.placement.value]} (${recording.placement.because}).`}{" "}
            {unitsText(recording)}
            {recording.usedAs === null && " Not used."}
          </li>
        ))}
      </ul>
      <p className="soft">Where a file was read wrongly, tell what it is. What is left empty is recognized.</p>
      <Form method="post" id="told">
        {files.map((file, at) => (
          <fieldset className="told-file" key={file}>
            <legend>{file}</legend>
            <div className="filter-bar">
              <Choice
                name={`placement:${at}`}
                label="Worn on"
                value={told.files[at]?.placement}
                options={Object.entries(PLACEMENT_WORDS)}
              />
              <Choice
                name={`acceleration:${at}`}
                label="Acceleration in"
                value={told.files[at]?.accelerationUnit}
                options={[
                  ["m/s2", "m/s²"],
                  ["g", "g"],
                ]}
              />
              <Choice
                name={`turning:${at}`}
                label="Turning in"
                value={told.files[at]?.angularRateUnit}
                options={[
                  ["deg/s", "°/s"],
                  ["rad/s", "rad/s"],
                ]}
              />
              <Choice
                name={`gravity:${at}`}
                label="Gravity"
                value={told.files[at]?.gravity}
                options={[
                  ["present", "in the signal"],
                  ["removed", "taken out"],
                ]}
              />
              <div>
                <label htmlFor={`rate:${at}`}>Rate, Hz</label>
                <input
                  id={`rate:${at}`}
                  name={`rate:${at}`}
                  inputMode="decimal"
                  defaultValue={told.files[at]?.samplingRateHz ?? ""}
                />
              </div>
            </div>
          </fieldset>
        ))}
        <div className="filter-bar">
          <HeightField heightM={told.heightM} />
          <button className="button" name="intent" value="tell">
            Measure anew
          </button>
        </div>
      </Form>
    </details>
  );
}

function unitsText({ units: { acceleration, angularRate, gravity } }: RecordingReport): string {
  const turning = `Turning in ${angularRate.value} (${angularRate.because}).`;
  if (acceleration === null || gravity === null) return `No acceleration that can be used. ${turning}`;
  return [
    `Acceleration in ${acceleration.value} (${acceleration.because}), gravity ${gravity.value} (${gravity.because}).`,
    turning,
  ].join(" ");
}

export function HeightField({ heightM }: { readonly heightM: number | null }) {
  return (
    <div>
      <label htmlFor="height">Height of the person, cm</label>
      <input
        id="height"
        name="height"
        inputMode="decimal"
        defaultValue={heightM === null ? "" : Number((heightM * 100).toFixed(1))}
      />
    </div>
  );
}

/** A choice that may be left to recognition. */
export function Choice(props: {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly options: readonly (readonly [value: string, text: string])[];
}) {
  const { name, label, value, options } = props;
  return (
    <div>
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={value ?? ""}>
        <option value="">as recognized</option>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
