/** What a call needs from the browser; fetched when there is one. */
export { type Devices, list_devices, no_devices } from "../../calls/devices";
export { Line } from "../../calls/line";
export { obstacle, open_microphone } from "../../calls/microphone";
export { natives } from "../../calls/natives";
