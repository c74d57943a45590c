/** Services for which nobody comes to an office. */
const BY_VIDEO: readonly string[] = ["tele-visit"];

export function isByVideo(serviceId: string): boolean {
  return BY_VIDEO.includes(serviceId);
}
