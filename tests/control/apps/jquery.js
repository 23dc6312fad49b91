import $ from "jquery";

$("#app").html('<input id="new"><ul></ul>');
$("#new").on("keypress", function (event) {
	if (event.which !== 13 || !$(this).val()) return;
	$("<li>").text($(this).val()).prepend('<input type="checkbox">').appendTo("ul");
	$(this).val("");
});
$("ul").on("change", "input", function () {
	$(this).closest("li").toggleClass("done", this.checked);
});
