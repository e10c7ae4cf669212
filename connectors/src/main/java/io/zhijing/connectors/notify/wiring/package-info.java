/** Settings to notifiers: the only package that sees every channel. */
package io.zhijing.connectors.notify.wiring;
