/** One spoke: how far a number is from what is usual, in standard deviations. */
export interface Spoke {
  readonly title: string;
  readonly z: number;
}

const WIDTH = 560;
const HEIGHT = 320;
const [CENTER_X, CENTER_Y] = [WIDTH / 2, HEIGHT / 2];
/** From three deviations below the mean, in the middle, to three above it, at the rim. */
const RADIUS = 130;
const MOST = 3;

/**
 * z-scores around a circle: the ring in the middle of the way is the mean of healthy people, the shaded belt two standard
 * deviations to either side. Scores beyond three are drawn at three. The same numbers stand in the table beside it.
 */
export function Spider({ spokes }: { readonly spokes: readonly Spoke[] }) {
  const at = (spoke: number, z: number): readonly [number, number] => {
    const angle = (spoke / spokes.length) * 2 * Math.PI - Math.PI / 2;
    const radius = ((Math.max(-MOST, Math.min(MOST, z)) + MOST) / (2 * MOST)) * RADIUS;
    return [CENTER_X + radius * Math.cos(angle), CENTER_Y + radius * Math.sin(angle)];
  };
  const radiusOf = (z: number): number => ((z + MOST) / (2 * MOST)) * RADIUS;
  const points = spokes.map(({ z }, spoke) =>
    at(spoke, z)
      .map((place) => place.toFixed(1))
      .join(","),
  );
  return (
    <svg
      className="plot spider"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing with its own contents cannot be an img tag
      role="img"
      aria-label={`Distances from what is usual for ${spokes.length} numbers. They are in the table beside it.`}
    >
      <circle className="usual" cx={CENTER_X} cy={CENTER_Y} r={radiusOf(2)} />
      <circle className="unusual" cx={CENTER_X} cy={CENTER_Y} r={radiusOf(-2)} />
      {[-2, 0, 2, MOST].map((z) => (
        <g key={z}>
          <circle className={z === 0 ? "ring zero" : "ring"} cx={CENTER_X} cy={CENTER_Y} r={radiusOf(z)} />
          {z < MOST && (
            <text x={CENTER_X + 3} y={CENTER_Y - radiusOf(z) - 2}>
              {z < 0 ? `−${-z}` : z}
            </text>
          )}
        </g>
      ))}
      {spokes.map(({ title }, spoke) => {
        const [x, y] = at(spoke, MOST);
        const [labelX, labelY] = [CENTER_X + (x - CENTER_X) * 1.1, CENTER_Y + (y - CENTER_Y) * 1.1];
        const anchor = Math.abs(labelX - CENTER_X) < 12 ? "middle" : labelX > CENTER_X ? "start" : "end";
        return (
          <g key={title}>
            <path className="grid" d={`M${CENTER_X} ${CENTER_Y}L${x.toFixed(1)} ${y.toFixed(1)}`} />
            <text x={labelX} y={labelY + 4} textAnchor={anchor}>
              {title}
            </text>
          </g>
        );
      })}
      <polygon className="scores" points={points.join(" ")} />
      {spokes.map(({ title, z }, spoke) => {
        const [x, y] = at(spoke, z);
        return <circle key={title} className={Math.abs(z) > 2 ? "score far" : "score"} cx={x} cy={y} r={4} />;
      })}
    </svg>
  );
}
