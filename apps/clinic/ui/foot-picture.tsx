import type { Side } from "@plumbline/clinical-model";
import type { FootPicture } from "./foot-view.ts";
import { InsoleMap } from "./heat-map-insole.tsx";
import { HeatMap } from "./heat-map.tsx";
import type { Moment } from "./heat-map.tsx";

/** The picture of a plate or of an insole. */
export function FootPictureOf({
  picture,
  side,
  moment = null,
}: {
  readonly picture: FootPicture;
  readonly side: Side | null;
  readonly moment?: Moment | null;
}) {
  return picture.kind === "insole" ? (
    <InsoleMap print={picture.print} side={side} moment={moment} />
  ) : (
    <HeatMap print={picture.print} side={side} moment={moment} />
  );
}
