import "./body-map.css";

/** Where a place lies on a drawing, in its own units; both sides of the body get a spot each, which may
 * overlap since they tick the same box. */
interface Spot {
  readonly place: string;
  readonly at: readonly (readonly [x: number, y: number])[];
}

interface Drawing {
  readonly caption: string;
  readonly width: number;
  readonly height: number;
  readonly shape: "front" | "back" | "top" | "sole";
  readonly spots: readonly Spot[];
}

const DRAWINGS: readonly Drawing[] = [
  {
    caption: "Front",
    width: 200,
    height: 440,
    shape: "front",
    spots: [
      { place: "s_groin_pain", at: [[100, 218]] },
      {
        place: "place_thigh",
        at: [
          [80, 272],
          [120, 272],
        ],
      },
      {
        place: "place_knee",
        at: [
          [82, 326],
          [118, 326],
        ],
      },
    ],
  },
  {
    caption: "Back",
    width: 200,
    height: 440,
    shape: "back",
    spots: [
      { place: "r_thoracic", at: [[100, 110]] },
      { place: "s_back_pain", at: [[100, 174]] },
      {
        place: "place_buttock",
        at: [
          [80, 232],
          [120, 232],
        ],
      },
      {
        place: "place_calf",
        at: [
          [82, 352],
          [118, 352],
        ],
      },
    ],
  },
  {
    caption: "Foot from above",
    width: 200,
    height: 340,
    shape: "top",
    spots: [
      { place: "place_toes", at: [[98, 40]] },
      { place: "f_midfoot_top", at: [[96, 158]] },
      { place: "place_ankle", at: [[98, 258]] },
    ],
  },
  {
    caption: "Sole",
    width: 200,
    height: 340,
    shape: "sole",
    spots: [
      { place: "f_ball_pain", at: [[104, 104]] },
      { place: "place_arch", at: [[112, 190]] },
      { place: "place_heel", at: [[98, 282]] },
    ],
  },
];

/**
 * The body and the foot to tap on, beside the list of check boxes that holds the same places. Every spot is a label of its
 * check box, so it works without script; keyboard and screen reader use the list, and this drawing is silent to them.
 *
 * @param fieldIds - Id of the check box of each place.
 */
export function BodyMap({ fieldIds }: { readonly fieldIds: ReadonlyMap<string, string> }) {
  return (
    <div className="body-map" aria-hidden="true">
      {DRAWINGS.map((drawing) => (
        <figure key={drawing.caption} className={`body-view body-view-${drawing.shape}`}>
          <div className="body-canvas">
            <svg viewBox={`0 0 ${drawing.width} ${drawing.height}`}>
              <Shape shape={drawing.shape} />
            </svg>
            {drawing.spots.flatMap(({ place, at }) =>
              at.map(([x, y]) => (
                // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the list names the box; a second name would be read twice
                <label
                  key={`${place} ${x}`}
                  className={`body-spot body-spot-${place}`}
                  htmlFor={fieldIds.get(place)}
                  style={{ left: `${(100 * x) / drawing.width}%`, top: `${(100 * y) / drawing.height}%` }}
                />
              )),
            )}
          </div>
          <figcaption>{drawing.caption}</figcaption>
        </figure>
      ))}
    </div>
  );
}

/** Half of a standing figure, its middle at x = 100; the other half is its mirror. */
const HALF_BODY =
  "M99 58h10c0 11 3 15 13 19 16 6 25 12 28 31 3 21 6 42 10 62 5 22 10 40 12 58 1 8 3 14 2 22-1 9-8 13-11 7-3-7-3-17-5-25-6-22-14-40-18-60-4-17-6-31-8-44-2 18-5 30-5 44 0 15 8 25 10 42 3 26 0 54-4 84-2 14 3 26 2 44-1 22-6 36-6 54 0 9 9 12 11 20 1 6-6 8-15 8-8 0-13-2-13-9 1-14 1-24 0-40-2-24-4-40-3-56 1-14-1-26-2-40-2-18-4-32-5-42";

function Shape({ shape }: { readonly shape: Drawing["shape"] }) {
  switch (shape) {
    case "front":
    case "back":
      return (
        <>
          <g className="body-shape">
            <path d="M100 12c14 0 22 11 22 26 0 16-9 28-22 28s-22-12-22-28c0-15 8-26 22-26z" />
            <path d={HALF_BODY} />
            <path d={HALF_BODY} transform="matrix(-1 0 0 1 200 0)" />
          </g>
          {shape === "back" ? (
            <g className="body-detail">
              <path d="M100 84v112" strokeDasharray="3 5" />
              <path d="M78 96c-4 10-4 20 2 30M122 96c4 10 4 20-2 30" />
              <path d="M100 206c0 16 0 26 0 30" />
              <path d="M82 242c6 5 12 5 17 1M118 242c-6 5-12 5-17 1" />
            </g>
          ) : (
            <g className="body-detail">
              <path d="M80 84c6 4 12 5 17 4M120 84c-6 4-12 5-17 4" />
              <path d="M100 182v4" />
              <path d="M66 320c4 3 9 3 12 0M134 320c-4 3-9 3-12 0" />
            </g>
          )}
        </>
      );
    case "top":
      return (
        <>
          <g className="body-shape">
            <path d="M98 332c-26 0-42-14-42-38 0-30 4-44 0-74-4-28-18-48-20-78-2-30 10-52 30-58 30-10 76 2 84 36 6 28-6 56-10 88-2 30 0 54 0 84 0 26-16 40-42 40z" />
            <path d="M50 26c11 0 18 12 17 30-1 14-7 24-17 24s-17-11-17-26c0-17 7-28 17-28z" />
            <path d="M82 30c8 0 12 8 12 20s-4 20-12 20-12-8-12-20 4-20 12-20zM107 38c7 0 11 7 11 17s-4 18-11 18-11-8-11-18 4-17 11-17zM129 50c7 0 10 6 10 15s-3 16-10 16-10-7-10-16 3-15 10-15zM148 66c6 0 9 6 9 13s-3 14-9 14-9-6-9-14 3-13 9-13z" />
          </g>
          <g className="body-detail">
            <path d="M43 42c2-6 12-6 14 0M76 42c2-5 10-5 12 0M102 48c2-4 8-4 10 0M125 59c1-4 7-4 9 0M144 74c1-3 6-3 8 0" />
            <path d="M66 262c14 12 50 12 64 0" />
          </g>
        </>
      );
    case "sole":
      return (
        <>
          <g className="body-shape">
            <path d="M98 332c-28 0-44-18-42-48 2-34 22-58 20-96-2-28-34-42-36-78-2-28 14-44 36-48 32-6 66 6 74 40 6 30-6 56-12 92-6 34 4 62 2 92-2 30-16 46-42 46z" />
            <path d="M54 12c12 0 18 12 17 28-1 13-7 22-17 22s-17-10-17-24c0-16 7-26 17-26zM85 20c8 0 12 8 12 18s-4 18-12 18-12-8-12-18 4-18 12-18zM109 28c7 0 11 7 11 16s-4 16-11 16-11-7-11-16 4-16 11-16zM130 40c7 0 10 6 10 14s-3 14-10 14-10-6-10-14 3-14 10-14zM149 56c6 0 9 5 9 12s-3 13-9 13-9-6-9-13 3-12 9-12z" />
          </g>
          <g className="body-detail">
            <path d="M54 112c24 24 66 22 92 0" />
            <path d="M62 262c22-18 52-18 76 0" />
          </g>
        </>
      );
  }
}
