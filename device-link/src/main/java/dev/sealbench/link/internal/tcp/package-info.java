/// Serial device servers.
package dev.sealbench.link.internal.tcp;
