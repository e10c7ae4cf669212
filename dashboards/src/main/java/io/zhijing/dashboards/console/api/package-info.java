/** The REST API: routes, parameters, answers and problems, and their description in OpenAPI. */
package io.zhijing.dashboards.console.api;
