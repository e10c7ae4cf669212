/** E-mail. */
package io.zhijing.connectors.notify.smtp;
