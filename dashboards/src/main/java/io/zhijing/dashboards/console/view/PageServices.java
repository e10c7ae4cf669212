package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.api.About;
import io.zhijing.dashboards.console.orders.Orders;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.detection.model.Lattice;

/**
 * What all pages stand on.
 *
 * @param queries what can be asked
 * @param orders what can be ordered
 * @param lattice of the pack
 * @param renderer models to pages
 * @param about what this console is
 */
record PageServices(
    Queries queries, Orders orders, Lattice lattice, Renderer renderer, About about) {}
