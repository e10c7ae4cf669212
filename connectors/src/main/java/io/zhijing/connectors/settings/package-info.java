/** Sections on servers that the settings of every program have. */
package io.zhijing.connectors.settings;
