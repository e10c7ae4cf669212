/** Passwords, tokens and keys: read from where they are kept, never printed. */
package io.zhijing.connectors.secret;
