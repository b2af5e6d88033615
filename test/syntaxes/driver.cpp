// SYNTAX TEST "source.cpp" "names of WSK in C++"
static WSK_REGISTRATION g_Registration;
//     ^^^^^^^^^^^^^^^^ support.type.wsk
constexpr WSK_CLIENT_DISPATCH g_Dispatch{ MAKE_WSK_VERSION(1, 0), 0, nullptr };
//        ^^^^^^^^^^^^^^^^^^^ support.type.wsk
//                                        ^^^^^^^^^^^^^^^^ entity.name.function.preprocessor.wsk
//                                                                   ^^^^^^^ constant.language.nullptr.cpp
PWSK_SOCKET Server::Open(PWSK_CLIENT Client)
//                  ^^^^ meta.function.definition.cpp entity.name.function.definition.cpp
//                       ^^^^^^^^^^^ support.type.wsk
{
    auto status = WskRegister(&npi, &g_Registration);
//                ^^^^^^^^^^^ support.function.wsk
    if (!NT_SUCCESS(WskCaptureProviderNPI(&g_Registration, WSK_INFINITE_WAIT, &npi_))) throw "WskRegister";
//                  ^^^^^^^^^^^^^^^^^^^^^ support.function.wsk
//                                                         ^^^^^^^^^^^^^^^^^ variable.other.constant.wsk
//                                                                                            ^^^^^^^^^^^ string.quoted.double.cpp - support.function.wsk
    auto* table = static_cast<const WSK_PROVIDER_LISTEN_DISPATCH*>(socket->Dispatch);
//                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ support.type.wsk
    npi_.Dispatch->WskSocket(npi_.Client, AF_INET, SOCK_STREAM, WSK_FLAG_LISTEN_SOCKET, nullptr);
//                 ^^^^^^^^^ entity.name.function.member.cpp
//                                                              ^^^^^^^^^^^^^^^^^^^^^^ variable.other.constant.wsk
    /* WskDeregister */ return action == WskInspectAccept ? nullptr : nullptr;
//     ^^^^^^^^^^^^^ comment.block.cpp - support.function.wsk
//                                       ^^^^^^^^^^^^^^^^ variable.other.enummember.wsk
}
