// SYNTAX TEST "source.c" "names of WSK in C"
static WSK_REGISTRATION g_Registration;
//     ^^^^^^^^^^^^^^^^ support.type.wsk
//                      ^^^^^^^^^^^^^^ - support.type.wsk
const WSK_CLIENT_LISTEN_DISPATCH g_Listen = { .WskAcceptEvent = OnAccept, NULL };
//    ^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.wsk
//                                             ^^^^^^^^^^^^^^ support.function.callback.wsk
//                                                              ^^^^^^^^ - support.function.callback.wsk
//                                                                        ^^^^ constant.language.c
PWSK_SOCKET OpenSocket(PVOID Context);
// <----------- - support.type.wsk
//          ^^^^^^^^^^ meta.function.c entity.name.function.c
NTSTATUS WSKAPI OnAccept(PVOID Context, PWSK_SOCKET Socket, PFN_WSK_SEND Send)
//       ^^^^^^ storage.modifier.wsk
//              ^^^^^^^^ meta.function.c entity.name.function.c
//                                      ^^^^^^^^^^^ meta.function.c support.type.wsk
//                                                          ^^^^^^^^^^^^ meta.function.c support.type.wsk
{
    Status = WskRegister(&Npi, "WskRegister");
//           ^^^^^^^^^^^ support.function.wsk
//                        ^^^ meta.parens.block.c - support.function.wsk
//                             ^^^^^^^^^^^^^ string.quoted.double.c - support.function.wsk
    WskRegisterAll(); OurWskRegister(); WSK_REGISTRATION_LIST List;
//  ^^^^^^^^^^^^^^ entity.name.function.c - support.function.wsk
//                    ^^^^^^^^^^^^^^ entity.name.function.c - support.function.wsk
//                                      ^^^^^^^^^^^^^^^^^^^^^ - support.type.wsk
    Npi.Dispatch->WskSocket(Npi.Client, AF_INET, SOCK_STREAM, WSK_FLAG_LISTEN_SOCKET, 0);
//                ^^^^^^^^^ entity.name.function.member.c
//                                                            ^^^^^^^^^^^^^^^^^^^^^^ constant.other.wsk variable.other.constant.wsk
//                                      ^^^^^^^ - constant.other.wsk
    ((PWSK_PROVIDER_LISTEN_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, NULL); // WskDeregister
//    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.wsk
//                                                     ^^^^^^^^^^^^^^ entity.name.function.member.c
//                                                                                      ^^^^^^^^^^^^^ comment.line.double-slash.c - support.function.wsk
    Version = MAKE_WSK_VERSION(1, 0);
//            ^^^^^^^^^^^^^^^^ entity.name.function.preprocessor.wsk
//                             ^ constant.numeric.decimal.c
    Characteristics.NpiId = &NPI_WSK_INTERFACE_ID;
//                           ^^^^^^^^^^^^^^^^^^^^ variable.other.constant.wsk
    const NPIID *Id = &Other; Code = IOC_WSK | FIONREAD;
//        ^^^^^ support.type.wsk
//                                   ^^^^^^^ constant.other.wsk variable.other.constant.wsk
//                                             ^^^^^^^^ - constant.other.wsk
    return WskInspectReject;
//         ^^^^^^^^^^^^^^^^ variable.other.enummember.wsk
}
#define TIMEOUT WSK_INFINITE_WAIT
//              ^^^^^^^^^^^^^^^^^ meta.preprocessor.macro.c variable.other.constant.wsk
#include <WSK_BUF>
//        ^^^^^^^ string.quoted.other.lt-gt.include.c - support.type.wsk
