/** Version of the widget as `Cobrowse.version` tells it. */
export const VERSION = "0.1.0";
