import {
  AmbientLight,
  BackSide,
  BufferAttribute,
  BufferGeometry,
  Color,
  DirectionalLight,
  DoubleSide,
  FrontSide,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  PerspectiveCamera,
  Plane,
  Scene,
  Vector3,
  WebGLRenderer,
} from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import type { PreviewDevice, PreviewMesh } from "./orthotic-preview-worker.ts";
import { mapColor } from "./orthotic-map-colors.ts";
import type { DeviceMap } from "./orthotic-map-colors.ts";

/** From where the device is seen; directions toward the viewer in the frame of a left device. */
export const VIEWS = {
  oblique: [0.6, -0.75, 0.8],
  above: [0, -0.01, 1],
  below: [0, -0.01, -1],
  inner: [1, 0, 0.15],
  heel: [0, -1, 0.25],
} as const satisfies Readonly<Record<string, readonly [number, number, number]>>;
export type ViewName = keyof typeof VIEWS;

/** Cut away is what lies before this part of the device's length or width; null cuts nothing. */
export interface Section {
  readonly along: "length" | "width";
  readonly part: number;
}

export interface OrthoticScene {
  show(device: PreviewDevice, sole: PreviewMesh, side: "left" | "right"): void;
  setMap(map: DeviceMap): void;
  setFootShown(isShown: boolean): void;
  setSection(section: Section | null): void;
  look(view: ViewName): void;
  dispose(): void;
}

const PLAIN = new Color("#86bebe");
const CUT_COLOR = "#1f4a4a";
const FOOT_COLOR = "#d9a184";
const FOOT_OPACITY = 0.35;
const FIELD_OF_VIEW_DEG = 30;

/**
 * Draws one device with the sole of its foot over it, only when something changed.
 *
 * @throws when the browser has no WebGL; see {@link hasWebGl}.
 */
export function createOrthoticScene(canvas: HTMLCanvasElement): OrthoticScene {
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
  const scene = new Scene();
  const camera = new PerspectiveCamera(FIELD_OF_VIEW_DEG, 1, 10, 3000);
  camera.up.set(0, 0, 1);
  const controls = new OrbitControls(camera, canvas);
  const lamp = new DirectionalLight("#fff", 2.2);
  lamp.position.set(-0.45, 0.5, 0.9);
  const underLamp = new DirectionalLight("#fff", 0.8);
  underLamp.position.set(0.3, -0.4, -1);
  scene.add(new AmbientLight("#fff", 0.9), lamp, underLamp);

  const shell = new MeshLambertMaterial({ vertexColors: true, side: FrontSide });
  // Where a section opens the solid its inside is seen: in one flat dark color it reads as the cut itself.
  const inside = new MeshBasicMaterial({ color: CUT_COLOR, side: BackSide });
  const skin = new MeshLambertMaterial({
    color: FOOT_COLOR,
    transparent: true,
    opacity: FOOT_OPACITY,
    side: DoubleSide,
    depthWrite: false,
  });
  const geometry = { device: new BufferGeometry(), sole: new BufferGeometry() };
  const foot = new Mesh(geometry.sole, skin);
  foot.renderOrder = 1;
  scene.add(new Mesh(geometry.device, shell), new Mesh(geometry.device, inside), foot);

  let shown: PreviewDevice | null = null;
  let side: "left" | "right" = "left";
  let map: DeviceMap = "none";
  let section: Section | null = null;

  const render = (): void => renderer.render(scene, camera);
  const fit = (): void => {
    const { clientWidth, clientHeight } = canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    renderer.setSize(clientWidth, clientHeight, false);
    const before = countedAspect(camera);
    camera.aspect = clientWidth / clientHeight;
    camera.updateProjectionMatrix();
    // A phone that is turned keeps the device whole, from where it is looked at.
    if (shown !== null) {
      const { target } = controls;
      camera.position
        .sub(target)
        .multiplyScalar(before / countedAspect(camera))
        .add(target);
    }
    render();
  };
  const colored = (): void => {
    if (shown === null) return;
    const { positions, thicknessMm } = shown;
    const colors = new Float32Array(positions.length);
    const color = new Color();
    for (let vertex = 0; vertex < thicknessMm.length; vertex++) {
      if (map === "none") color.copy(PLAIN);
      else {
        const value = map === "thickness" ? thicknessMm[vertex]! : positions[vertex * 3 + 2]!;
        color.set(mapColor(map, value));
      }
      color.toArray(colors, vertex * 3);
    }
    geometry.device.setAttribute("color", new BufferAttribute(colors, 3));
  };
  const cut = (): void => {
    const planes: Plane[] = [];
    const box = geometry.device.boundingBox;
    if (section !== null && box !== null) {
      const axis = section.along === "length" ? "y" : "x";
      const at = box.min[axis] + section.part * (box.max[axis] - box.min[axis]);
      planes.push(new Plane(axis === "y" ? new Vector3(0, 1, 0) : new Vector3(1, 0, 0), -at));
    }
    renderer.clippingPlanes = planes;
  };
  const look = (view: ViewName): void => {
    const box = geometry.device.boundingBox;
    if (box === null) return;
    const [x, y, z] = VIEWS[view];
    const size = box.getSize(new Vector3()).length();
    const distance = (size * 0.62) / Math.tan((FIELD_OF_VIEW_DEG * Math.PI) / 360) / countedAspect(camera);
    box.getCenter(controls.target);
    const toward = new Vector3(side === "left" ? x : -x, y, z).normalize();
    camera.position.copy(controls.target).addScaledVector(toward, distance);
    controls.update();
    render();
  };

  const sized = new ResizeObserver(fit);
  sized.observe(canvas);
  controls.addEventListener("change", render);
  fit();

  return {
    show(device, sole, sideShown) {
      const isFirst = shown === null || side !== sideShown;
      shown = device;
      side = sideShown;
      fill(geometry.device, device);
      fill(geometry.sole, sole);
      colored();
      cut();
      if (isFirst) look("oblique");
      else render();
    },
    setMap(next) {
      map = next;
      colored();
      render();
    },
    setFootShown(isShown) {
      foot.visible = isShown;
      render();
    },
    setSection(next) {
      section = next;
      cut();
      render();
    },
    look,
    dispose() {
      sized.disconnect();
      controls.dispose();
      for (const each of [geometry.device, geometry.sole, shell, inside, skin, renderer]) each.dispose();
    },
  };
}

export function hasWebGl(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

function fill(geometry: BufferGeometry, { positions, triangles }: PreviewMesh): void {
  geometry.setIndex(new BufferAttribute(triangles, 1));
  geometry.setAttribute("position", new BufferAttribute(positions, 3));
  geometry.deleteAttribute("normal");
  geometry.computeVertexNormals();
  geometry.computeBoundingBox();
  geometry.computeBoundingSphere();
}

/** A device is about this much longer than wide; a frame wider than that leaves room at its sides. */
const WIDEST_ASPECT = 1.4;

function countedAspect({ aspect }: PerspectiveCamera): number {
  return Math.min(WIDEST_ASPECT, aspect);
}
