package dev.sealbench.core.release;

import java.nio.charset.StandardCharsets;

/// RFC 8554 appendix F, test case 1, second level: LMS_SHA256_M32_H5, LMOTS_SHA256_N32_W8.
final class Rfc8554 {

    static final String PUBLIC_KEY = "0000000500000004d2f14ff6346af964569f7d6cb880a1b66c5004917da6eafe"
            + "4d9ef6c6407b3db0e5485b122d9ebe15cda93cfec582d7ab";

    static final String SIGNATURE = """
            0000000a000000040703c491e7558b35011ece3592eaa5da4d918786771233e8
            353bc4f62323185c95cae05b899e35dffd717054706209988ebfdf6e37960bb5
            c38d7657e8bffeef9bc042da4b4525650485c66d0ce19b317587c6ba4bffcc42
            8e25d08931e72dfb6a120c5612344258b85efdb7db1db9e1865a73caf96557eb
            39ed3e3f426933ac9eeddb03a1d2374af7bf77185577456237f9de2d60113c23
            f846df26fa942008a698994c0827d90e86d43e0df7f4bfcdb09b86a373b98288
            b7094ad81a0185ac100e4f2c5fc38c003c1ab6fea479eb2f5ebe48f584d7159b
            8ada03586e65ad9c969f6aecbfe44cf356888a7b15a3ff074f771760b26f9c04
            884ee1faa329fbf4e61af23aee7fa5d4d9a5dfcf43c4c26ce8aea2ce8a2990d7
            ba7b57108b47dabfbeadb2b25b3cacc1ac0cef346cbb90fb044beee4fac2603a
            442bdf7e507243b7319c9944b1586e899d431c7f91bcccc8690dbf59b28386b2
            315f3d36ef2eaa3cf30b2b51f48b71b003dfb08249484201043f65f5a3ef6bbd
            61ddfee81aca9ce60081262a00000480dcbc9a3da6fbef5c1c0a55e48a0e729f
            9184fcb1407c31529db268f6fe50032a363c9801306837fafabdf957fd97eafc
            80dbd165e435d0e2dfd836a28b354023924b6fb7e48bc0b3ed95eea64c2d402f
            4d734c8dc26f3ac591825daef01eae3c38e3328d00a77dc657034f287ccb0f0e
            1c9a7cbdc828f627205e4737b84b58376551d44c12c3c215c812a0970789c83d
            e51d6ad787271963327f0a5fbb6b5907dec02c9a90934af5a1c63b72c8265360
            5d1dcce51596b3c2b45696689f2eb382007497557692caac4d57b5de9f5569bc
            2ad0137fd47fb47e664fcb6db4971f5b3e07aceda9ac130e9f38182de994cff1
            92ec0e82fd6d4cb7f3fe00812589b7a7ce515440456433016b84a59bec6619a1
            c6c0b37dd1450ed4f2d8b584410ceda8025f5d2d8dd0d2176fc1cf2cc06fa8c8
            2bed4d944e71339ece780fd025bd41ec34ebff9d4270a3224e019fcb444474d4
            82fd2dbe75efb20389cc10cd600abb54c47ede93e08c114edb04117d714dc1d5
            25e11bed8756192f929d15462b939ff3f52f2252da2ed64d8fae88818b1efa2c
            7b08c8794fb1b214aa233db3162833141ea4383f1a6f120be1db82ce3630b342
            9114463157a64e91234d475e2f79cbf05e4db6a9407d72c6bff7d1198b5c4d6a
            ad2831db61274993715a0182c7dc8089e32c8531deed4f7431c07c02195eba2e
            f91efb5613c37af7ae0c066babc69369700e1dd26eddc0d216c781d56e4ce47e
            3303fa73007ff7b949ef23be2aa4dbf25206fe45c20dd888395b2526391a7249
            96a44156beac808212858792bf8e74cba49dee5e8812e019da87454bff9e847e
            d83db07af313743082f880a278f682c2bd0ad6887cb59f652e155987d61bbf6a
            88d36ee93b6072e6656d9ccbaae3d655852e38deb3a2dcf8058dc9fb6f2ab3d3
            b3539eb77b248a661091d05eb6e2f297774fe6053598457cc61908318de4b826
            f0fc86d4bb117d33e865aa805009cc2918d9c2f840c4da43a703ad9f5b580616
            3d7161696b5a0adc00000005d5c0d1bebb06048ed6fe2ef2c6cef305b3ed6339
            41ebc8b3bec9738754cddd60e1920ada52f43d055b5031cee6192520d6a51155
            14851ce7fd448d4a39fae2ab2335b525f484e9b40d6a4a969394843bdcf6d14c
            48e8015e08ab92662c05c6e9f90b65a7a6201689999f32bfd368e5e3ec9cb70a
            c7b8399003f175c40885081a09ab3034911fe125631051df0408b3946b0bde79
            0911e8978ba07dd56c73e7ee
            """;

    private Rfc8554() {}

    /// The text that the RFC signs, with its line feed.
    static byte[] message() {
        return ("The powers not delegated to the United States by the Constitution, nor prohibited by it to the States,"
                        + " are reserved to the States respectively, or to the people.\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
