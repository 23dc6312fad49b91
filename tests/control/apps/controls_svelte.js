import { mount } from "svelte";
import Controls from "./shared/Controls.svelte";
import { keep_log } from "./shared/controls.js";

const target = document.getElementById("app");
keep_log(target);
mount(Controls, { target });
