import "zone.js";
import "@angular/compiler";
import { Component, ElementRef } from "@angular/core";
import { FormsModule } from "@angular/forms";
import { bootstrapApplication } from "@angular/platform-browser";
import { FRUITS, keep_log, START, sortable, zoomable } from "./shared/controls.js";

@Component({
	selector: "all-controls",
	imports: [FormsModule],
	template: `
		<p><input id="name" [(ngModel)]="state.name"> <textarea id="notes" [(ngModel)]="state.notes"></textarea></p>
		<p><label><input type="checkbox" id="agree" [(ngModel)]="state.agree">agree</label>
		<input type="radio" name="size" id="s" value="s" [(ngModel)]="state.size">
		<input type="radio" name="size" id="l" value="l" [(ngModel)]="state.size"></p>
		<p><select id="fruit" [(ngModel)]="state.fruit">
			@for (one of fruits; track one) { <option [value]="one">{{ one }}</option> }
		</select>
		<select id="many" multiple size="3" [(ngModel)]="state.many">
			@for (one of fruits; track one) { <option [value]="one">{{ one }}</option> }
		</select></p>
		<p><input type="range" id="level" [(ngModel)]="state.level"> <input type="number" id="count" [(ngModel)]="state.count"></p>
		<p><input type="date" id="day" [(ngModel)]="state.day"> <input type="time" id="at" [(ngModel)]="state.at">
		<input type="datetime-local" id="when" [(ngModel)]="state.when">
		<input type="month" id="month" [(ngModel)]="state.month"> <input type="week" id="week" [(ngModel)]="state.week">
		<input type="color" id="tint" [(ngModel)]="state.tint"></p>
		<p><button type="button" id="press" (click)="state.clicks = state.clicks + 1">press</button></p>
		<p id="rich" contenteditable (input)="state.rich = $any($event.target).textContent"></p>
		<form id="search" (ngSubmit)="state.found = state.query">
			<input id="query" name="query" [(ngModel)]="state.query"><button id="find">find</button>
		</form>
		<form id="order" (ngSubmit)="state.sent = state.sent + 1"><button id="send" data-cobrowse="allow">send</button></form>
		<ul id="list"><li id="a">a</li><li id="b">b</li><li id="c">c</li></ul>
		<p id="pad">pad</p>
		<pre id="box" style="height:3em; overflow:auto">1\n2\n3\n4\n5\n6\n7\n8\n9</pre>`,
})
class Controls {
	fruits = FRUITS;
	state = { ...START };

	constructor(private readonly host: ElementRef<HTMLElement>) {
		(window as unknown as { state: unknown }).state = () => this.state;
	}

	ngAfterViewInit() {
		const page = this.host.nativeElement;
		zoomable(page.querySelector("#pad"), (zoom: number) => {
			this.state.zoom = zoom;
		});
		sortable(page.querySelector("#list"), (order: string) => {
			this.state.order = order;
		});
	}
}
Reflect.defineProperty(Controls, "ctorParameters", { value: () => [{ type: ElementRef }] });

const app = document.getElementById("app");
keep_log(app);
app?.append(document.createElement("all-controls"));
bootstrapApplication(Controls).catch((error) => console.error(error));
