package io.zhijing.dashboards.console.orders;

/**
 * All that can be ordered.
 *
 * @param commands on warnings
 * @param rules other rules
 * @param subscriptions who is told of what
 */
public record Orders(CommandOrders commands, RulesOrders rules, SubscriptionOrders subscriptions) {}
