package org.coursewarecommons.interop.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Which addresses stand in the open net. Whatever leads back into the house, into a provider's inner services or
 * nowhere is not among them, in whichever family it is written.
 */
final class AddressRules {

    private AddressRules() {}

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        return switch (first) {
            case 0, 10, 127 -> false;
            // Between a provider and its customers.
            case 100 -> second < 64 || second > 127;
            case 169 -> second != 254;
            case 172 -> second < 16 || second > 31;
            case 192 ->
                // Protocol assignments, documentation, 6to4 relays, homes.
                !(second == 0 && (third == 0 || third == 2) || second == 88 && third == 99 || second == 168);
            // Measurements, documentation.
            case 198 -> !(second == 18 || second == 19 || second == 51 && third == 100);
            case 203 -> !(second == 0 && third == 113);
            default -> first < 224;
        };
    }

    /** Of global unicast, 2000::/3, without what carries another address inside or is for documents. */
    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        if (first >> 13 != 1) {
            return false;
        }
        boolean isSpecial = first == 0x2001 && (second < 0x0200 || second == 0x0db8);
        return !isSpecial && first != 0x2002 && first != 0x3fff;
    }
}
