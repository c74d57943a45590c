import { ELEMENTS } from "@plumbline/orthotic";
import type { DevicePrescription, ElementName, FootMeasures } from "@plumbline/orthotic";
import type { Side } from "@plumbline/clinical-model";
import { useEffect, useRef, useState } from "react";
import { stepWords } from "./orthotic-map-colors.ts";
import type { DeviceMap } from "./orthotic-map-colors.ts";
import { OrthoticPreviewBuilder } from "./orthotic-preview-builder.ts";
import { VIEWS, createOrthoticScene, hasWebGl } from "./orthotic-scene.ts";
import type { OrthoticScene, Section, ViewName } from "./orthotic-scene.ts";

export interface PreviewPanelProps {
  /** Of the form whose fields say what is built. */
  readonly formId: string;
  /** Reads that form; `problems` say what is missing or will not do. */
  readonly read: (
    form: FormData,
    hasScan: boolean,
  ) =>
    | { readonly side: Side; readonly device: DevicePrescription; readonly measures: FootMeasures | null }
    | { readonly problems: readonly string[] };
}

/** What changes a shape most while one looks at it; all other fields of the form count as well. */
const SLIDERS: readonly ElementName[] = [
  "shellThicknessMm",
  "heelCupMm",
  "rearfootPostDeg",
  "forefootPostDeg",
  "medialSkiveMm",
  "archFillMm",
  "metatarsalDomeMm",
  "heelLiftMm",
];
/** So that the usual values, 3.2 or 1.6 mm, lie on a step. */
const SLIDER_STEPS = { mm: 0.2, degrees: 0.5 } as const;

const VIEW_WORDS: Readonly<Record<ViewName, string>> = {
  oblique: "Obliquely",
  above: "From above",
  below: "From below",
  inner: "Inner side",
  heel: "Heel",
};
const MAP_WORDS: Readonly<Record<DeviceMap, string>> = {
  none: "nothing",
  thickness: "thickness",
  height: "height over the ground",
};

/** The device of a form, built anew whenever a field changes, with the sole of its foot over it. Needs scripts and WebGL. */
export function OrthoticPreviewPanel({ formId, read }: PreviewPanelProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useRef<OrthoticScene | null>(null);
  const [canDraw] = useState(hasWebGl);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [device, setDevice] = useState<DevicePrescription | null>(null);
  const [state, setState] = useState<"empty" | "coarse" | "fine">("empty");
  const [map, setMap] = useState<DeviceMap>("none");
  const [isFootShown, setFootShown] = useState(true);
  const [section, setSection] = useState<Section | null>(null);

  useEffect(() => {
    const form = document.getElementById(formId);
    if (canvas.current === null || !(form instanceof HTMLFormElement)) return;
    const drawn = createOrthoticScene(canvas.current);
    scene.current = drawn;
    const builder = new OrthoticPreviewBuilder((answer, isFine) => {
      if ("refusal" in answer) return setProblems([answer.refusal]);
      drawn.show(answer.device, answer.sole, answer.side);
      setState(isFine ? "fine" : "coarse");
    });
    const rebuild = (): void => {
      const sent = new FormData(form);
      const file = sent.get("scan");
      const scan = file instanceof File && file.name !== "" ? file : null;
      const order = read(sent, scan !== null);
      if ("problems" in order) return setProblems(order.problems);
      setProblems([]);
      setDevice(order.device);
      builder.build({ side: order.side, device: order.device, foot: scan ?? order.measures! });
    };
    const onInput = ({ target }: Event): void => {
      // The preview's own controls have no name: a slider first writes the field, and that is heard here.
      if (target instanceof Element && target.hasAttribute("name")) rebuild();
    };
    form.addEventListener("input", onInput);
    rebuild();
    return () => {
      form.removeEventListener("input", onInput);
      builder.dispose();
      drawn.dispose();
      scene.current = null;
    };
  }, [formId, read]);

  useEffect(() => scene.current?.setMap(map), [map]);
  useEffect(() => scene.current?.setFootShown(isFootShown), [isFootShown]);
  useEffect(() => scene.current?.setSection(section), [section]);

  if (!canDraw) {
    return (
      <p className="notice">This browser cannot draw in 3D. Once it is ordered, the device is shown as a picture.</p>
    );
  }
  return (
    <section className="orthotic-preview" aria-label="3D view">
      {problems.length > 0 && (
        <div className="notice" aria-live="polite">
          <p>{device === null ? "It can be shown once this is filled in:" : "What is shown is older:"}</p>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      <canvas
        ref={canvas}
        data-state={state}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by a script, which no img tag can be
        role="img"
        aria-label="The device with the sole of the foot over it. Drag to turn, pinch or scroll to come nearer; the buttons below do the same."
      />
      <div className="row">
        {(Object.keys(VIEWS) as ViewName[]).map((view) => (
          <button key={view} type="button" className="button quiet" onClick={() => scene.current?.look(view)}>
            {VIEW_WORDS[view]}
          </button>
        ))}
      </div>
      <div className="filter-bar">
        <div>
          <label htmlFor="preview-map">Colors show</label>
          <select id="preview-map" value={map} onChange={(event) => setMap(event.target.value as DeviceMap)}>
            {(Object.keys(MAP_WORDS) as DeviceMap[]).map((each) => (
              <option key={each} value={each}>
                {MAP_WORDS[each]}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor="preview-cut">Cut open</label>
          <select
            id="preview-cut"
            value={section?.along ?? ""}
            onChange={(event) => {
              const along = event.target.value as Section["along"] | "";
              setSection(along === "" ? null : { along, part: section?.part ?? 0.15 });
            }}
          >
            <option value="">not at all</option>
            <option value="length">across the foot</option>
            <option value="width">along the foot</option>
          </select>
        </div>
        {section !== null && (
          <div>
            <label htmlFor="preview-cut-at">Where</label>
            <input
              id="preview-cut-at"
              type="range"
              min={0}
              max={1}
              step={0.01}
              value={section.part}
              onChange={(event) => setSection({ ...section, part: event.target.valueAsNumber })}
            />
          </div>
        )}
      </div>
      <label className="tick">
        <input type="checkbox" checked={isFootShown} onChange={(event) => setFootShown(event.target.checked)} /> Show
        the sole of the foot
      </label>
      {map !== "none" && (
        <ul className="map-legend" aria-label={`Colors: ${MAP_WORDS[map]}`}>
          {stepWords(map).map(({ words, color }) => (
            <li key={color}>
              <span style={{ background: color }} /> {words}
            </li>
          ))}
        </ul>
      )}
      {device !== null && (
        <div className="filter-bar">
          {SLIDERS.map((name) => (
            <div key={name}>
              <label htmlFor={`preview-${name}`}>
                {ELEMENTS[name].name}: {device[name]} {ELEMENTS[name].unit === "mm" ? "mm" : "°"}
              </label>
              <input
                id={`preview-${name}`}
                type="range"
                min={ELEMENTS[name].from}
                max={ELEMENTS[name].to}
                step={SLIDER_STEPS[ELEMENTS[name].unit]}
                value={device[name]}
                onChange={(event) => writeField(formId, name, event.target.value)}
              />
            </div>
          ))}
        </div>
      )}
      <output className="visually-hidden">{state === "fine" ? "The view is up to date." : ""}</output>
    </section>
  );
}

/** A slider is another handle of a field of the form: what is ordered is what the form says. */
function writeField(formId: string, name: ElementName, value: string): void {
  const form = document.getElementById(formId);
  const field = form instanceof HTMLFormElement ? form.elements.namedItem(name) : null;
  if (!(field instanceof HTMLInputElement)) return;
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
