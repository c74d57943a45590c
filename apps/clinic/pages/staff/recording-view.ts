import type { Side } from "@plumbline/clinical-model";
import { footprint, measure, regionCurves, sensorPrint } from "@plumbline/plantar-pressure";
import type { MaskCorrection, PressureRecording, PressureReport } from "@plumbline/plantar-pressure";
import type { FootPicture, FootView } from "../../ui/foot-view.ts";
import { shownFrames } from "./shown-frames.ts";

/** A recording that is to be looked at. */
export interface ViewedRecording {
  readonly patientId: string;
  readonly id: string;
  readonly fileName: string;
  readonly recording: PressureRecording;
  readonly report: PressureReport;
  readonly correction: MaskCorrection | null;
}

/** What the viewer of each foot needs; the pressures of single frames are fetched later. */
export function viewsOf({ patientId, id, fileName, recording, report, correction }: ViewedRecording): FootView[] {
  const series = measure(recording, { perFrame: true }).sides;
  return report.sides.map((foot, index) => {
    const window = shownFrames(recording, index, foot);
    const { startFrame, endFrame, isOneStep } = window;
    const { forceN = [], copMm = [] } = series[index]?.perFrame ?? {};
    const forces = forceN.slice(startFrame, endFrame);
    const regions = regionCurves(recording, index, window, {
      ...(foot.side === null ? {} : { side: foot.side }),
      ...(correction === null ? {} : { correction }),
    });
    const insole = sensorPrint(recording, index);
    const center = copMm
      .slice(startFrame, endFrame)
      .map((point) =>
        point === null
          ? null
          : { xMm: tenth(point[0] - (insole?.leftMm ?? 0)), yMm: tenth(point[1] - (insole?.bottomMm ?? 0)) },
      );
    return {
      recordingId: id,
      fileName,
      side: foot.side,
      picture: pictureOf(recording, index, isOneStep ? center.filter((point) => point !== null) : []),
      framesAddress: `/staff/patients/${patientId}/recordings/${id}/frames?foot=${index}&from=${startFrame}&to=${endFrame}`,
      startFrame,
      endFrame,
      isWholeRecording: startFrame === 0 && endFrame === recording.frames,
      samplingRateHz: recording.samplingRateHz,
      center,
      forceN: forces.some((force) => force === null) ? null : forces.map((force) => tenth(force ?? 0)),
      regions:
        regions === null
          ? null
          : {
              heel: regions.heel.map(tenth),
              midfoot: regions.midfoot.map(tenth),
              forefoot: regions.forefoot.map(tenth),
              toes: regions.toes.map(tenth),
            },
    };
  });
}

/** The peak picture, with the center of pressure's path over it; null where places or pressures of the sensors are not known. */
function pictureOf(
  recording: PressureRecording,
  index: number,
  path: readonly { readonly xMm: number; readonly yMm: number }[],
): FootPicture | null {
  const insole = sensorPrint(recording, index);
  if (insole !== null) {
    const { leftMm, bottomMm, widthMm, heightMm, sensors } = insole;
    const circles = sensors.map(({ xMm, yMm, areaMm2, peakKpa }) => ({
      xMm: tenth(xMm - leftMm),
      yMm: tenth(yMm - bottomMm),
      radiusMm: tenth(Math.sqrt(areaMm2 / Math.PI)),
      peakKpa: tenth(peakKpa),
    }));
    return {
      kind: "insole",
      print: { widthMm: tenth(widthMm), heightMm: tenth(heightMm), sensors: circles, path },
    };
  }
  const print = footprint(recording, index);
  if (print === null) return null;
  const { rows, columns, cellWidthMm, cellHeightMm } = print;
  return {
    kind: "grid",
    print: { rows, columns, cellWidthMm, cellHeightMm, peakKpa: Array.from(print.peakKpa, tenth), path },
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

export function otherSide(side: Side): Side {
  return side === "left" ? "right" : "left";
}
