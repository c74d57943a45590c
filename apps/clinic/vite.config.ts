import { reactRouter } from "@react-router/dev/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [reactRouter()],
  // The solid kernel waits for its WebAssembly at the top of its module, which only modules may.
  worker: { format: "es" },
  build: { sourcemap: false, assetsInlineLimit: 0 },
});
