import type { Config } from "@react-router/dev/config";

export default {
  appDirectory: "pages",
  ssr: true,
} satisfies Config;
