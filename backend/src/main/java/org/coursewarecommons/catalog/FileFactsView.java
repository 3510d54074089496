package org.coursewarecommons.catalog;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.coursewarecommons.inspection.FileFacts;
import org.coursewarecommons.inspection.PackageContents;
import org.jspecify.annotations.Nullable;

/** What the API shows of a file besides its check's findings. */
final class FileFactsView {

    private FileFactsView() {}

    /** @param detail under which name something was found */
    @Schema(name = "VirusScan", description = "Virus scan / 病毒扫描")
    record VirusScanView(
            FileFacts.VirusScan.State state,
            @Size(max = 300) String message,
            @Size(max = 300) @Nullable String detail) {}

    /**
     * What can be looked at: PAGES, PICTURE and POSTER at {@code /preview/{page}}, TEXT at {@code /preview/text}.
     *
     * @param note why it is no better; null when there is nothing to say
     */
    @Schema(name = "FilePreviewKind", description = "Preview / 预览")
    record PreviewKindView(FileFacts.PreviewKind kind, @Size(max = 300) @Nullable String note) {}

    /**
     * What a package's manifest says of itself.
     *
     * @param version of the kind's specification
     * @param launch what is opened first: a path in the package or an address
     * @param itemCount of the outline; at most 100 are listed
     */
    @Schema(name = "CoursePackage", description = "Package manifest / 资源包清单")
    record PackageView(
            PackageContents.Kind kind,
            @Size(max = 300) @Nullable String version,
            @Size(max = 300) @Nullable String title,
            @Size(max = 300) @Nullable String launch,
            int itemCount,
            @Size(max = 100) List<PackageItemView> items,
            @Size(max = 30) Map<String, String> metadata) {}

    /** @param level depth in the outline, from 1 */
    @Schema(name = "CoursePackageItem")
    record PackageItemView(
            @Size(max = 300) @Nullable String title, @Size(max = 300) @Nullable String href, int level) {}

    static @Nullable PackageView contents(@Nullable PackageContents found) {
        return found == null
                ? null
                : new PackageView(
                        found.kind(),
                        found.version(),
                        found.title(),
                        found.launch(),
                        found.itemCount(),
                        found.items().stream()
                                .map(item -> new PackageItemView(item.title(), item.href(), item.level()))
                                .toList(),
                        found.metadata());
    }
}
