/// Serial ports of this computer; the one package that names jSerialComm.
package dev.sealbench.link.internal.serial;
