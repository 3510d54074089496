package org.coursewarecommons.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.ExceptionUtils;
import org.coursewarecommons.shared.Ids;
import org.springframework.http.HttpStatus;

/**
 * Answers what the server refuses before any filter of ours: a request line with characters that no URL has, headers that are
 * too long. Also these get a problem document, in both languages, since nobody could read which one is wanted.
 */
public final class UnreadableRequests extends ErrorReportValve {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Made by the server, by name. */
    public UnreadableRequests() {
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        // What is written already was written by somebody who knew more.
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(status);
        String code = status == 400 ? "malformed-request" : status < 500 ? "refused" : "internal-error";
        String traceId = Ids.next().toString();
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "/problems/" + code);
        problem.put("title", "请求无法解析 / " + (known == null ? "Refused" : known.getReasonPhrase()));
        problem.put("status", status);
        problem.put("detail", "请求行或请求头不符合 HTTP 规范。 / The request line or a header breaks the rules of HTTP.");
        problem.put("code", code);
        problem.put("traceId", traceId);
        try {
            response.setContentType("application/problem+json");
            response.setHeader("X-Trace-Id", traceId);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            response.getOutputStream().write(JSON.writeValueAsBytes(problem));
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            ExceptionUtils.handleThrowable(gone);
        }
    }
}
