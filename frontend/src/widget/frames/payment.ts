/**
 * Hosts whose frames take payments: always boxes, whatever script they run. Each stands for
 * itself and for every host below it.
 * Source: what the providers' own documentation asks merchants to allow in `frame-src`.
 */
const PROVIDERS: ReadonlySet<string> = new Set([
	"2checkout.com",
	"adyen.com",
	"adyenpayments.com",
	"affirm.com",
	"afterpay.com",
	"amazonpay.com",
	"authorize.net",
	"bluesnap.com",
	"braintree-api.com",
	"braintreegateway.com",
	"cardinalcommerce.com",
	"checkout.com",
	"clearpay.co.uk",
	"computop-paygate.com",
	"cybersource.com",
	"datatrans.com",
	"globalpay.com",
	"gocardless.com",
	"klarna.com",
	"klarnacdn.net",
	"klarnaservices.com",
	"mollie.com",
	"multisafepay.com",
	"nexi.it",
	"opayo.co.uk",
	"paddle.com",
	"payone.com",
	"payone.de",
	"paypal.com",
	"paypalobjects.com",
	"paysafe.com",
	"payu.com",
	"razorpay.com",
	"recurly.com",
	"sagepay.com",
	"saferpay.com",
	"sofort.com",
	"spreedly.com",
	"squareup.com",
	"squarecdn.com",
	"stripe.com",
	"stripe.network",
	"trustly.com",
	"unzer.com",
	"worldline-solutions.com",
	"worldpay.com",
]);

/** Whether a host is a payment provider's. */
export function is_payment_host(host: string): boolean {
	const labels = host.toLowerCase().replace(/\.$/, "").split(".");
	return labels.some((_, i) => PROVIDERS.has(labels.slice(i).join(".")));
}

/** Whether a frame is for payments: by who it shows, or by what it may do. */
export function is_payment_frame(frame: Element, origin: string): boolean {
	const allows = frame.getAttribute("allow") ?? "";
	return (
		/(?:^|;)\s*payment(?![\w-])/i.test(allows) ||
		frame.hasAttribute("allowpaymentrequest") ||
		is_payment_host(new URL(origin).hostname)
	);
}
