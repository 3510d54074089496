package org.coursewarecommons.localstack.demo;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.coursewarecommons.localstack.Console;
import org.coursewarecommons.localstack.StackException;
import org.coursewarecommons.localstack.process.Ports;

/** The demo's ports on 127.0.0.1: the usual ones, the user's own choice, or the next free ones. */
record DemoPorts(int api, int issuer, int elasticsearch, int s3, int postgres) {

    private static final int HIGHEST = 65535;

    /**
     * Chooses the ports.
     *
     * @param environment {@code DEMO_API_PORT} and its like are the user's choice
     * @throws StackException when a port that the user chose is taken or no port
     */
    static DemoPorts choose(Map<String, String> environment, Console console) {
        Set<Integer> used = new HashSet<>();
        return new DemoPorts(
                choose("DEMO_API_PORT", 8080, environment, console, used),
                choose("DEMO_ISSUER_PORT", 9000, environment, console, used),
                choose("DEMO_ES_PORT", 9201, environment, console, used),
                choose("DEMO_S3_PORT", 9010, environment, console, used),
                choose("DEMO_PG_PORT", 5433, environment, console, used));
    }

    private static int choose(
            String variable, int usual, Map<String, String> environment, Console console, Set<Integer> used) {
        String chosen = environment.getOrDefault(variable, "");
        int port = chosen.isEmpty() ? next(usual, used) : chosen(variable, chosen, used);
        if (chosen.isEmpty() && port != usual) {
            console.line("Port %d is taken, using %d instead (%s chooses another)", usual, port, variable);
        }
        used.add(port);
        return port;
    }

    private static int next(int usual, Set<Integer> used) {
        int port = Ports.firstFree(usual);
        while (used.contains(port)) {
            port = Ports.firstFree(port + 1);
        }
        return port;
    }

    private static int chosen(String variable, String text, Set<Integer> used) {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > HIGHEST) {
            throw new StackException(variable + "=" + text + " is no port; choose a number from 1024 to 65535");
        }
        if (used.contains(port) || !Ports.isFree(port)) {
            throw new StackException("Port " + port + " (" + variable + ") is taken; choose another one");
        }
        return port;
    }
}
