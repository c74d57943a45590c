import { Suspense, lazy, useState } from "react";
import { useHasScript } from "./has-script.ts";
import type { PreviewPanelProps } from "./orthotic-preview-panel.tsx";

const PreviewPanel = lazy(async () => ({
  default: (await import("./orthotic-preview-panel.tsx")).OrthoticPreviewPanel,
}));

/** The device of a form in three dimensions, for those who ask for it: half a megabyte that nobody else loads. */
export function OrthoticPreview(props: PreviewPanelProps) {
  const [isOpen, setOpen] = useState(false);
  if (!useHasScript()) return null;
  if (!isOpen) {
    return (
      <p>
        <button type="button" className="button quiet" onClick={() => setOpen(true)}>
          Show it in 3D
        </button>
      </p>
    );
  }
  return (
    <Suspense fallback={<output>Loading the 3D view…</output>}>
      <PreviewPanel {...props} />
    </Suspense>
  );
}
