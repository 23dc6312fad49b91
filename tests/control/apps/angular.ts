import "zone.js";
import "@angular/compiler";
import { Component } from "@angular/core";
import { FormsModule } from "@angular/forms";
import { bootstrapApplication } from "@angular/platform-browser";

@Component({
	selector: "todo-app",
	imports: [FormsModule],
	template: `
		<form (ngSubmit)="add()">
			<input id="new" name="text" [(ngModel)]="text">
			<button id="add" type="submit">Add</button>
		</form>
		<ul>
			@for (item of items; track item.text) {
				<li [class.done]="item.done">
					<input type="checkbox" [checked]="item.done" (change)="item.done = !item.done">{{ item.text }}
				</li>
			}
		</ul>`,
})
class Todos {
	text = "";
	items: { text: string; done: boolean }[] = [];

	add() {
		if (!this.text.trim()) return;
		this.items.push({ text: this.text, done: false });
		this.text = "";
	}
}

document.getElementById("app")?.append(document.createElement("todo-app"));
bootstrapApplication(Todos).catch((error) => console.error(error));
