package org.coursewarecommons.inspection.worker;

/** A small package of every kind. */
public final class Packages {

    private static final String LAUNCH = "<html><head><title>开始</title></head><body>分数</body></html>";

    private Packages() {}

    public static byte[] scorm12() {
        return TestFiles.zip("imsmanifest.xml", scorm("1.2", "scormtype", ""), "start/index.html", LAUNCH);
    }

    static byte[] scorm2004() {
        return TestFiles.zip("imsmanifest.xml", scorm("2004 4th Edition", "scormType", ""), "start/index.html", LAUNCH);
    }

    /** Reads a file of the machine, if its reader lets it. */
    static byte[] scormWithEntity() {
        String type = "<!DOCTYPE manifest [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>";
        return TestFiles.zip("imsmanifest.xml", scorm("1.2", "scormtype", type), "start/index.html", LAUNCH);
    }

    static byte[] scormWithoutLaunch() {
        return TestFiles.zip("imsmanifest.xml", scorm("1.2", "scormtype", ""), "other.html", LAUNCH);
    }

    private static String scorm(String version, String attribute, String documentType) {
        return documentType
                + """
                <manifest identifier="m1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
                          xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
                          xmlns:lom="http://ltsc.ieee.org/xsd/LOM">
                  <metadata>
                    <schema>ADL SCORM</schema><schemaversion>%s</schemaversion>
                    <lom:lom><lom:general><lom:language>zh</lom:language></lom:general></lom:lom>
                  </metadata>
                  <organizations default="o1">
                    <organization identifier="o1">
                      <title>分数的初步认识</title>
                      <item identifier="i1"><title>第一单元</title>
                        <item identifier="i2" identifierref="r1"><title>几分之一</title></item>
                      </item>
                    </organization>
                  </organizations>
                  <resources><resource identifier="r1" type="webcontent" adlcp:%s="sco" xml:base="start/"
                                       href="index.html?page=1"/></resources>
                </manifest>
                """
                        .formatted(version, attribute);
    }

    static byte[] cartridge() {
        return TestFiles.zip(
                "imsmanifest.xml",
                """
                <manifest identifier="cc" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1">
                  <metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion>
                    <lom xmlns="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"><general>
                      <title><string language="zh">长方形的周长</string></title></general></lom></metadata>
                  <organizations><organization identifier="o"><item identifier="root">
                    <item identifier="i" identifierref="r"><title>网页</title></item></item>
                  </organization></organizations>
                  <resources>
                    <resource identifier="r" type="webcontent" href="a.html"/>
                    <resource identifier="q" type="imsqti_xmlv1p2/imscc_xmlv1p3/assessment"/>
                  </resources>
                </manifest>
                """,
                "a.html",
                LAUNCH);
    }

    static byte[] qti() {
        return TestFiles.zip(
                "imsmanifest.xml",
                """
                <manifest identifier="q" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1">
                  <organizations/>
                  <resources><resource identifier="item1" type="imsqti_item_xmlv2p1" href="item1.xml"/></resources>
                </manifest>
                """,
                "item1.xml",
                "<assessmentItem/>");
    }

    static byte[] contentPackage() {
        return TestFiles.zip(
                "imsmanifest.xml",
                """
                <manifest identifier="cp" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1">
                  <metadata><schema>IMS Content</schema><schemaversion>1.1.4</schemaversion></metadata>
                  <organizations><organization identifier="o"><title>周长</title>
                    <item identifier="i" identifierref="r"><title>练习</title></item></organization></organizations>
                  <resources><resource identifier="r" type="webcontent" href="a.html"/></resources>
                </manifest>
                """,
                "a.html",
                LAUNCH);
    }

    public static byte[] h5p() {
        return TestFiles.zip(
                "h5p.json",
                """
                {"title":"分数连线","language":"zh","mainLibrary":"H5P.DragText","embedTypes":["div"],"license":"CC BY",
                 "preloadedDependencies":[{"machineName":"H5P.DragText","majorVersion":"1","minorVersion":"10"},
                                          {"machineName":"FontAwesome","majorVersion":"4","minorVersion":"5"}]}
                """,
                "content/content.json",
                "{}");
    }

    static byte[] h5pWithoutLibrary() {
        return TestFiles.zip(
                "h5p.json",
                "{\"title\":\"x\",\"language\":\"zh\",\"mainLibrary\":\"H5P.A\",\"preloadedDependencies\":[]}",
                "content/content.json",
                "{}");
    }

    static byte[] cmi5() {
        return TestFiles.zip(
                "cmi5.xml",
                """
                <courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
                  <course id="https://example.org/course/1"><title><langstring lang="zh">圆的面积</langstring></title>
                    <description><langstring lang="zh">两课时</langstring></description></course>
                  <block id="https://example.org/block/1"><title><langstring lang="zh">第一课</langstring></title>
                    <description><langstring>d</langstring></description>
                    <au id="https://example.org/au/1"><title><langstring lang="zh">推导</langstring></title>
                      <description><langstring>d</langstring></description><url>au/index.html</url></au></block>
                </courseStructure>
                """,
                "au/index.html",
                LAUNCH);
    }

    static byte[] xapi() {
        return TestFiles.zip(
                "tincan.xml",
                """
                <tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
                  <activity id="https://example.org/a" type="http://adlnet.gov/expapi/activities/course">
                    <name>水的循环</name><description lang="zh">实验</description>
                    <launch lang="zh">index.html</launch></activity></activities></tincan>
                """,
                "index.html",
                LAUNCH);
    }

    static byte[] html5() {
        return TestFiles.zip("index.html", LAUNCH);
    }
}
