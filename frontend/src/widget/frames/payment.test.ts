import { describe, expect, it } from "vitest";
import { is_payment_host } from "./payment";

describe("payment providers", () => {
	it.each([
		"stripe.com",
		"js.stripe.com",
		"Checkout.STRIPE.com.",
		"checkoutshopper-live.adyen.com",
		"assets.braintreegateway.com",
		"www.paypal.com",
		"x.klarnacdn.net",
		"secure.worldpay.com",
		"js.mollie.com",
		"frames.checkout.com",
	])("%s is one", (host) => {
		expect(is_payment_host(host)).toBe(true);
	});

	it.each([
		"notstripe.com",
		"stripe.com.shop.example",
		"checkout.example",
		"mystripe.com",
		"com",
		"localhost",
		"127.0.0.1",
		"[::1]",
		"",
	])("%s is none", (host) => {
		expect(is_payment_host(host)).toBe(false);
	});
});
