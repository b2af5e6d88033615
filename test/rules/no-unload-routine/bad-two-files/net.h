extern WSK_REGISTRATION NetRegistration;
NTSTATUS NetStart(VOID);
