"""Addresses of the shop, below /shop/."""

from django.urls import path

from demo.shop.views import account, art, basket, catalogue, checkout, help, planner

app_name = "shop"
urlpatterns = [
    path("", catalogue.home, name="home"),
    path("products/", catalogue.products, name="products"),
    path("products/<slug:slug>/", catalogue.product, name="product"),
    path(
        "art/<slug:slug>/<slug:view>/<slug:colour>.svg", art.product_image, name="art"
    ),
    path("basket/", basket.basket, name="basket"),
    path("basket/change/", basket.change, name="basket-change"),
    path("basket/coupon/", basket.coupon, name="basket-coupon"),
    path("checkout/", checkout.details, name="checkout-details"),
    path("checkout/delivery/", checkout.delivery, name="checkout-delivery"),
    path("checkout/payment/", checkout.payment, name="checkout-payment"),
    path("checkout/review/", checkout.review, name="checkout-review"),
    path("checkout/done/<slug:number>/", checkout.confirmation, name="confirmation"),
    path("sign-in/", account.sign_in, name="sign-in"),
    path("sign-out/", account.sign_out, name="sign-out"),
    path("account/", account.profile, name="account"),
    path("account/orders/", account.orders, name="orders"),
    path("account/orders/<slug:number>/", account.order, name="order"),
    path("account/addresses/", account.addresses, name="addresses"),
    path("account/addresses/<int:index>/", account.address, name="address"),
    path("account/password/", account.password, name="password"),
    path("help/", help.help_page, name="help"),
    path("help/contact/", help.contact, name="contact"),
    path("help/returns/", help.returns, name="returns"),
    path("planner/", planner.planner, name="planner"),
    path("planner/<path:path>", planner.planner, name="planner-route"),
]
