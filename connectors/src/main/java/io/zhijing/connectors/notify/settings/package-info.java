/** What each channel needs to be told: addresses, secrets, time limits; all faults at once. */
package io.zhijing.connectors.notify.settings;
