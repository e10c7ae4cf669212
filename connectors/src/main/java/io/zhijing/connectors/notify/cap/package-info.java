/** Documents of the Common Alerting Protocol 1.2 (OASIS; ITU-T X.1303). */
package io.zhijing.connectors.notify.cap;
