/** One bounded attempt: an HTTP exchange, or any call, that ends in time whatever the peer does. */
package io.zhijing.connectors.notify.exchange;
